/**
 * `log softmax` of a row of logits, as a function of each of them. Nothing overflows, and a probability near 1 keeps its
 * distance from it. NaN where a logit is.
 */
export function logSoftmaxOf(logits: ArrayLike<number>): (logit: number) => number {
  let highest = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[highest]!) highest = i;
  const max = logits[highest]!;
  let others = 0;
  for (let i = 0; i < logits.length; i++) if (i !== highest) others += Math.exp(logits[i]! - max);
  const log = Math.log1p(others);
  return (logit) => logit - max - log;
}
