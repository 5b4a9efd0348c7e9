/** Some labels of the emoji images are swapped: how many of these `tlp label-errors` finds, and what leaving out its suggestions is worth. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { root, tlp } from '../../tools/lib/paths.mjs';
import { measureNode } from '../lib/measure.mjs';
import { cacheRoot } from '../lib/python.mjs';
import { seeded } from '../lib/seeded.mjs';
import { emojiData, train } from '../lib/tlp-run.mjs';
import { swappedCopy } from './swapped.mjs';

export const title = 'labels of the emoji images for training and validation swapped; seeds 1, 2, 3 …';
export const unit = '%';
export const usesPeers = false;
/** `swapped`: how many labels, in percent. `top`: suggestions that are looked at, and left out. */
export const defaults = { swapped: 5, top: 150 };

const file = path.join(root, 'bench', 'label-errors', 'emoji.tlp');
const published = path.join(root, emojiData);

const [found, as, noisy, cleaned] = [
  'found of the swapped labels',
  'test, labels as published',
  'test, labels swapped',
  'test, suggestions left out',
];

export async function contestants({ swapped, top, verbose }) {
  const cache = cacheRoot();
  const copies = new Map();
  const copyOf = async (seed) => {
    const known = copies.get(seed) ?? (await prepared(seed));
    copies.set(seed, known);
    return known;
  };
  async function prepared(seed) {
    const copy = await swappedCopy(published, swapped / 100, seed);
    process.once('exit', () => rmSync(copy.folder, { recursive: true, force: true }));
    const table = path.join(copy.folder, 'cleaned.csv');
    const env = { TLP_CACHE: cache, TLP_BENCH_DATA: copy.folder };
    const options = ['--write', table, '--top', String(top), '--format', 'json'];
    const said = await measureNode([tlp, 'label-errors', file, ...options], { env, verbose });
    return { ...copy, table, said };
  }
  const accuracy = async (data, sets) => {
    const env = { TLP_BENCH_DATA: data };
    const { metrics } = await train({ file, pipeline: 'emoji', env, sets, cache, verbose });
    return { value: 100 * metrics.test.scores.accuracy };
  };
  return [
    seeded(found, async (seed) => {
      const { wrong, said } = await copyOf(seed);
      const those = new Set(wrong);
      const hits = said.errors.filter(({ id }) => those.has(id)).length;
      const { wallSeconds, peakBytes } = said;
      const note = `${hits} of ${wrong.length} among the first ${said.errors.length}`;
      return { value: (100 * hits) / wrong.length, hits, wrong: wrong.length, note, wallSeconds, peakBytes };
    }),
    seeded(as, () => accuracy(published, {})),
    seeded(noisy, async (seed) => accuracy((await copyOf(seed)).folder, {})),
    seeded(cleaned, async (seed) => {
      const { folder, table } = await copyOf(seed);
      return accuracy(folder, { 'data.exclude': `"${table}"` });
    }),
  ];
}

export const claims = [
  (medians, _, { top }) => {
    const { hits, wrong } = medians[found];
    return {
      claim: `swapped labels among the first ${top}`,
      target: '≥ 50%',
      measured: `${hits} of ${wrong}: ${((100 * hits) / wrong).toFixed(0)}%`,
      met: hits >= wrong / 2,
    };
  },
  (medians) => {
    const difference = medians[cleaned].value - medians[noisy].value;
    return {
      claim: 'suggestions left out, against swapped labels',
      target: '≥ 0 points more',
      measured: `${difference.toFixed(1)} points`,
      met: difference >= 0,
    };
  },
];
