/** From which probability a label is predicted. */

/** Of a label for which there is no better choice. */
export const evenThreshold = 0.5;

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Indices of the labels whose probability reaches their threshold, ascending. */
export function decide(logits: Float32Array, thresholds: readonly number[]): number[] {
  const predicted: number[] = [];
  for (let i = 0; i < logits.length; i++) if (sigmoid(logits[i]!) >= thresholds[i]!) predicted.push(i);
  return predicted;
}

export const sameLabels = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((label, i) => label === b[i]);
