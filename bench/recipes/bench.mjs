/** What each recipe adds over a plain schedule: the score of validation and test, and what it takes. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';
import { writeFood } from '../lib/food.mjs';
import { cacheRoot } from '../lib/python.mjs';
import { seeded } from '../lib/seeded.mjs';
import { emojiData, train } from '../lib/tlp-run.mjs';
import { tableOf } from '../text/tables.mjs';
import { recipesFor } from './recipes.mjs';

export const title =
  'one change to the schedule or the data each, on emoji, food, solar cells or news; seeds 1, 2, 3 …';
export const unit = '%';
export const usesPeers = false;
/** `each`: training images of each class of emoji. `texts`: how many of the news. */
export const defaults = { data: 'emoji', each: 100, texts: 500 };

/** What to set besides, where the data are, and the score that counts. */
const tasks = {
  emoji: ({ each }) => ({
    sets: { 'data.per_class': each },
    env: { TLP_BENCH_DATA: path.join(root, emojiData) },
    score: 'accuracy',
  }),
  food: async () => ({
    env: { TLP_BENCH_DATA: await writeFood(path.join(root, 'bench', 'dist', 'food')) },
    score: 'accuracy',
  }),
  solar: async () => {
    await must(process.execPath, [path.join(root, 'examples', 'solar', 'get-data.mjs')]);
    return { score: 'r2' };
  },
  news: async ({ texts }) => {
    const { data, model } = await tableOf('news', texts);
    return {
      sets: { 'schedule.tune.freeze': 'embeddings..layer2' },
      env: { TLP_BENCH_DATA: data, TLP_BENCH_MODEL: model },
      score: 'accuracy',
    };
  },
};

/** In the cache of the user, where the features of the frozen layers may be stored already: times are of training with them. */
export async function contestants({ data, verbose, ...settings }) {
  if (!tasks[data]) throw new Error(`There are no ${data}; there are ${Object.keys(tasks).join(', ')}.`);
  const { sets = {}, env, score } = await tasks[data](settings);
  const file = path.join(root, 'bench', 'recipes', `${data}.tlp`);
  return Object.entries(recipesFor(data)).map(([name, change]) =>
    seeded(name, async (seed) => {
      const options = { file, pipeline: data, env, sets: { ...sets, ...change, 'schedule.seed': seed } };
      const said = await train({ ...options, cache: cacheRoot(), verbose });
      const { validation, test } = said.metrics;
      const [value, byValidation] = [test, validation].map(({ scores }) => 100 * scores[score]);
      const { wallSeconds, peakBytes } = said;
      const note = `validation ${byValidation.toFixed(1)}`;
      return { value, validation: byValidation, note, wallSeconds, peakBytes };
    }),
  );
}

/** Nothing is promised: this is where the table of the recipes comes from. */
export const claims = [];
