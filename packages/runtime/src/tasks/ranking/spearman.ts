/**
 * Spearman's rank correlation of two lists of numbers, from -1 to 1: Pearson's correlation of their ranks, where equal
 * numbers share the mean of theirs. Null where either list is constant or holds NaN. As scipy's `spearmanr`.
 */
export function spearman(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.some(Number.isNaN) || ys.some(Number.isNaN)) return null;
  const [a, b] = [centeredRanks(xs), centeredRanks(ys)];
  const product = (u: Float64Array, v: Float64Array) => u.reduce((sum, x, i) => sum + x * v[i]!, 0);
  const size = Math.sqrt(product(a, a) * product(b, b));
  return size === 0 ? null : product(a, b) / size;
}

/** Ranks less their mean, which is the same with and without ties. */
function centeredRanks(values: readonly number[]): Float64Array {
  const order = Array.from(values.keys()).sort((i, j) => compare(values[i]!, values[j]!));
  const ranks = new Float64Array(values.length);
  const middle = (values.length - 1) / 2;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + end - 1) / 2 - middle;
    start = end;
  }
  return ranks;
}

/** Not by the difference, which of two infinities is NaN. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
