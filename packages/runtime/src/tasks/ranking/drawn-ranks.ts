/** Rankings of examples that are drawn, some of them several times: sorted once, and counted for each sample. */

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

/** The examples by the score of one label, the highest first. */
export interface Ranking {
  readonly order: Uint32Array;
  /** At each place of the order whether its example has the label, and whether the next one has another score. */
  readonly has: Uint8Array;
  readonly ends: Uint8Array;
}

/** @param has of each example whether it has the label @returns null where a score is NaN */
export function rankingOf(scores: ArrayLike<number>, has: ArrayLike<boolean>): Ranking | null {
  const groups = groupsOf(scores);
  if (!groups) return null;
  const { of } = groups;
  const order = Uint32Array.from(of.keys()).sort((i, j) => of[j]! - of[i]!);
  return {
    order,
    has: Uint8Array.from(order, (example) => (has[example] ? 1 : 0)),
    ends: Uint8Array.from(order, (example, at) => (of[example] === of[order[at + 1] ?? -1] ? 0 : 1)),
  };
}

/** As `curve-areas.ts` has them. */
export interface Areas {
  readonly rocAuc: number | null;
  readonly averagePrecision: number | null;
}

/** @param counts of each example how often it was drawn */
export function drawnAreas({ order, has, ends }: Ranking, counts: Uint32Array): Areas {
  let [hits, taken, precision, right] = [0, 0, 0, 0];
  let [positives, negatives] = [0, 0];
  for (let at = 0; at < order.length; at++) {
    const count = counts[order[at]!]!;
    if (has[at] === 1) positives += count;
    else negatives += count;
    if (ends[at] === 0) continue;
    right += negatives * (hits + positives / 2);
    hits += positives;
    taken += positives + negatives;
    if (positives > 0) precision += (positives * hits) / taken;
    positives = 0;
    negatives = 0;
  }
  const pairs = hits * (taken - hits);
  return {
    rocAuc: pairs === 0 ? null : right / pairs,
    averagePrecision: hits === 0 ? null : precision / hits,
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
