/**
 * Which split an example goes to, decided from its bytes and the split's seed alone.
 *
 * Each distinct content gets a number in [0, 1), the hash of seed and content; sorted by it, the first share of a
 * class goes to training, the next to validation, the next to the test, the rest (where fractions sum below 1)
 * to none. So renaming moves nothing, copies of one example stay together, and the counts of every class are as
 * exact as whole examples allow. The price of exact counts: adding an example to a class shifts each boundary by
 * at most one place, so it moves at most one earlier example across each boundary (tested), in practice about
 * one for every four added. A plain threshold on the hash would move none, but gives a class of ten examples an
 * empty test split one time in five at 15%.
 */
import { hash as digest } from 'node:crypto';
import { type Fractions, SPLITS, type SplitName, splitBounds } from '@tlp/language/data/split-bounds.js';

/** The split of each distinct content hash, null for none. `hashes` may repeat; a repeat counts once. */
export function assignSplits(
  hashes: readonly string[],
  fractions: Fractions,
  seed: number,
): Map<string, SplitName | null> {
  const distinct = [...new Set(hashes)].map((hash) => ({ hash, position: splitPosition(hash, seed) }));
  distinct.sort((a, b) => a.position - b.position || (a.hash < b.hash ? -1 : 1));
  const bounds = splitBounds(distinct.length, fractions);
  return new Map(
    distinct.map(({ hash }, rank) => [hash, SPLITS.find((name) => rank < bounds[name]) ?? null]),
  );
}

/** Uniform in [0, 1), the same for the same bytes and seed. */
export function splitPosition(hash: string, seed: number): number {
  return digest('sha256', `split:${seed}:${hash}`, 'buffer').readUIntBE(0, 6) / 2 ** 48;
}
