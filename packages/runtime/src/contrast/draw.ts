/** The pairs of an epoch, drawn without holding all that there are. */
import { epochPairs, uniquePairs } from '@tlp/language/plan/pairs.js';
import type { Contrast } from '@tlp/language/schema/contrast.js';
import { groupBy } from '../data/groups.js';
import { createRandom, type Random } from '../random.js';
import type { Pair } from './loss.js';

/**
 * In random order; of each kind every pair comes equally often, within one. Memory grows with what is drawn.
 * @param labels the class of each example
 * @param keys the pairs are a pure function of the labels and these
 */
export function drawPairs(
  labels: readonly number[],
  contrast: Contrast,
  ...keys: readonly (number | string)[]
): Pair[] {
  const classes = [...groupBy([...labels.keys()], (example) => labels[example]!).values()];
  const perClass = classes.map(({ length }) => length);
  const [all, wanted] = [uniquePairs(perClass), epochPairs(perClass, contrast)];
  const random = createRandom('pairs', ...keys);
  const same = drawRanks(all.same, wanted.same, random).map((rank) => sameAt(classes, rank));
  const different = drawRanks(all.different, wanted.different, random).map((rank) =>
    differentAt(classes, rank),
  );
  return random.shuffle([...same, ...different]);
}

/** `wanted` of the numbers below `total`, each as often as any other within one: a shuffle that only keeps what it moved. */
function drawRanks(total: number, wanted: number, random: Random): number[] {
  if (total === 0) return [];
  const whole = Math.floor(wanted / total) * total;
  const ranks = Array.from({ length: whole }, (_, i) => i % total);
  const moved = new Map<number, number>();
  for (let i = 0; i < wanted - whole; i++) {
    const j = i + Math.floor(random.next() * (total - i));
    ranks.push(moved.get(j) ?? j);
    moved.set(j, moved.get(i) ?? i);
  }
  return ranks;
}

/** The pair of one class with this rank: class by class, its first example with each later one, and so on. */
function sameAt(classes: readonly (readonly number[])[], rank: number): Pair {
  let left = rank;
  for (const members of classes) {
    const n = members.length;
    const here = (n * (n - 1)) / 2;
    if (left >= here) {
      left -= here;
      continue;
    }
    // The pairs of the first i examples are i·(2n - i - 1)/2.
    let i = Math.floor((2 * n - 1 - Math.sqrt((2 * n - 1) ** 2 - 8 * left)) / 2);
    const before = (k: number) => (k * (2 * n - k - 1)) / 2;
    if (before(i + 1) <= left) i += 1;
    if (before(i) > left) i -= 1;
    return pairOf(members[i]!, members[i + 1 + left - before(i)]!, true);
  }
  throw new RangeError(`There is no pair ${rank} of one class.`);
}

/** The pair of two classes with this rank: each example of a class with each of all later ones. */
function differentAt(classes: readonly (readonly number[])[], rank: number): Pair {
  let left = rank;
  for (const [c, members] of classes.entries()) {
    let later = 0;
    for (let d = c + 1; d < classes.length; d++) later += classes[d]!.length;
    if (left >= members.length * later) {
      left -= members.length * later;
      continue;
    }
    let at = left % later;
    const other = classes.slice(c + 1).find((one) => {
      if (at < one.length) return true;
      at -= one.length;
      return false;
    });
    return pairOf(members[Math.floor(left / later)]!, other![at]!, false);
  }
  throw new RangeError(`There is no pair ${rank} of two classes.`);
}

const pairOf = (a: number, b: number, same: boolean): Pair => ({
  a: Math.min(a, b),
  b: Math.max(a, b),
  same,
});
