/** Whether two classifiers err equally often on the same examples: McNemar 1947, by the exact binomial test. */

export interface McNemar {
  /** Examples that only the one, and only the other has right. */
  readonly ours: number;
  readonly theirs: number;
  /** How likely a difference as large or larger is between two that err equally often; two-sided. */
  readonly p: number;
}

/** @param ours whether each example is right */
export function mcnemar(ours: readonly boolean[], theirs: readonly boolean[]): McNemar {
  const only = (one: readonly boolean[], other: readonly boolean[]): number =>
    one.filter((right, i) => right && !other[i]).length;
  const [a, b] = [only(ours, theirs), only(theirs, ours)];
  return { ours: a, theirs: b, p: twoSided(a, b) };
}

/** Twice the binomial distribution of `a + b` fair tosses up to the smaller number, at most 1. */
export function twoSided(a: number, b: number): number {
  const n = a + b;
  let term = -n * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= Math.min(a, b); k++) {
    sum += Math.exp(term);
    term += Math.log(n - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * sum);
}
