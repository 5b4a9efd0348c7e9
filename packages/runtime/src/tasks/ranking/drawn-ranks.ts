/** Rankings of examples that are drawn, some of them several times: sorted once, and counted for each sample. */
import type { RankedScores } from './ranked-scores.js';

/** Groups of equal numbers, the lowest first. */
interface Groups {
  /** Of each example its group. */
  readonly of: Uint32Array;
  readonly count: number;
}

/** Null where a number is NaN, which has no rank. */
function groupsOf(values: ArrayLike<number>): Groups | null {
  const sorted = Float64Array.from(values);
  if (sorted.some(Number.isNaN)) return null;
  const order = Uint32Array.from(sorted.keys()).sort((i, j) =>
    values[i]! < values[j]! ? -1 : values[i]! > values[j]! ? 1 : 0,
  );
  const of = new Uint32Array(order.length);
  let count = 0;
  for (const [at, example] of order.entries()) {
    if (at > 0 && values[example] !== values[order[at - 1]!]) count += 1;
    of[example] = count;
  }
  return { of, count: order.length === 0 ? 0 : count + 1 };
}

/** What the areas under curves are of. It is overwritten by the next sample. */
export type DrawnScores = (sample: Uint32Array) => Pick<RankedScores, 'positives' | 'negatives'>;

/** @param has of each example whether it has the label @returns null where a score is NaN */
export function drawnScores(scores: ArrayLike<number>, has: ArrayLike<boolean>): DrawnScores | null {
  const groups = groupsOf(scores);
  if (!groups) return null;
  const [positives, negatives] = [new Uint32Array(groups.count), new Uint32Array(groups.count)];
  return (sample) => {
    positives.fill(0);
    negatives.fill(0);
    for (const place of sample) {
      const counts = has[place] ? positives : negatives;
      counts[groups.of[place]!]! += 1;
    }
    return { positives, negatives };
  };
}

/**
 * Spearman's rank correlation of the examples of a sample, as `spearman.ts` has it.
 * @returns null where a number is NaN
 */
export function drawnSpearman(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
): ((sample: Uint32Array) => number | null) | null {
  const [a, b] = [drawnRanks(xs), drawnRanks(ys)];
  if (!a || !b) return null;
  return (sample) => {
    const [ranksA, ranksB] = [a.ranks(sample), b.ranks(sample)];
    let [product, squaresA, squaresB] = [0, 0, 0];
    for (const place of sample) {
      const [x, y] = [ranksA[a.of[place]!]!, ranksB[b.of[place]!]!];
      product += x * y;
      squaresA += x * x;
      squaresB += y * y;
    }
    const size = Math.sqrt(squaresA * squaresB);
    return size === 0 ? null : product / size;
  };
}

/** Of each group the rank of its examples less the mean of all: equal numbers share the mean of theirs. */
function drawnRanks(values: ArrayLike<number>) {
  const groups = groupsOf(values);
  if (!groups) return null;
  const [counts, means] = [new Uint32Array(groups.count), new Float64Array(groups.count)];
  const ranks = (sample: Uint32Array): Float64Array => {
    counts.fill(0);
    for (const place of sample) counts[groups.of[place]!]! += 1;
    const middle = (sample.length - 1) / 2;
    let below = 0;
    for (const [group, count] of counts.entries()) {
      means[group] = below + (count - 1) / 2 - middle;
      below += count;
    }
    return means;
  };
  return { of: groups.of, ranks };
}
