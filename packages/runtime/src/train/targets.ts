/** Labels as the distributions the loss is taken against. */
import type { Batch } from '../engines/types.js';

/**
 * `[N, classes]`: `1 - smoothing` on the label, and `smoothing` spread evenly over all classes
 * (Szegedy et al. 2016, arXiv:1512.00567).
 */
export function targetBatch(labels: ArrayLike<number>, classes: number, smoothing: number): Batch {
  const data = new Float32Array(labels.length * classes).fill(smoothing / classes);
  for (let i = 0; i < labels.length; i++) data[i * classes + labels[i]!]! += 1 - smoothing;
  return { data, shape: [labels.length, classes] };
}

/** `[N]`: each example's weight, by its class; 1 where classes are not weighed. */
export function weightBatch(
  labels: ArrayLike<number>,
  classWeights: readonly number[] | null,
): Batch<Float32Array> {
  const data = Float32Array.from(labels, (label) => classWeights?.[label] ?? 1);
  return { data, shape: [labels.length] };
}
