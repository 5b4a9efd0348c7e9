/** What each recipe adds over a plain schedule on the emoji images: accuracy on validation and test, and what it takes. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { cacheRoot } from '../lib/python.mjs';
import { seeded } from '../lib/seeded.mjs';
import { emojiData, train } from '../lib/tlp-run.mjs';

export const title = 'emoji images, one change to the schedule or the data each; seeds 1, 2, 3 …';
export const unit = '%';
export const usesPeers = false;
/** `each`: training images of each class. */
export const defaults = { each: 100 };

const file = path.join(root, 'bench', 'recipes', 'emoji.tlp');

/** What they are called, by their pipelines. */
const recipes = {
  default: 'default',
  smoothing: 'label smoothing',
  mixup: 'mixup',
  cutmix: 'cutmix',
  average: 'average of weights',
  lion: 'Lion',
  flipped: 'flips',
  trivial: 'flips, TrivialAugment',
  views: 'judged by two views',
  growing: 'head on smaller images',
  layerwise: 'layer-wise rates',
};

/** In the cache of the user, where the features of the frozen layers may be stored already: times are of training with them. */
export function contestants({ each, verbose }) {
  const env = { TLP_BENCH_DATA: path.join(root, emojiData) };
  return Object.entries(recipes).map(([pipeline, name]) =>
    seeded(name, async (seed) => {
      const sets = { 'schedule.seed': seed, 'data.per_class': each };
      const said = await train({ file, pipeline, env, sets, cache: cacheRoot(), verbose });
      const { validation, test } = said.metrics;
      const note = `validation ${(100 * validation.scores.accuracy).toFixed(1)}`;
      const { wallSeconds, peakBytes } = said;
      const value = 100 * test.scores.accuracy;
      return { value, validation: 100 * validation.scores.accuracy, note, wallSeconds, peakBytes };
    }),
  );
}

/** Nothing is promised: this is where the table of the recipes comes from. */
export const claims = [];
