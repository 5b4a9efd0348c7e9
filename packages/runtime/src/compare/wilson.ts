/** How sure a share is: Wilson 1927. Unlike a bootstrap, it is right of few examples, and of those that are all alike. */

/** The normal distribution's quantile of 97.5 %. */
const z = 1.959963984540054;

/** The interval that holds the share with 95 % when `hits` of `n` examples have what is counted; of none, all there is. */
export function wilson(hits: number, n: number): { readonly low: number; readonly high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const share = hits / n;
  const spread = (z * z) / n;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / n + spread / (4 * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
