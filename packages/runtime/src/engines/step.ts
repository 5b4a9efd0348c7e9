/** Arithmetic that every training engine shares outside its graph. */
import type { Batch, BatchPart } from './types.js';

/** Example weights divided by the batch size, so that the weighed losses' sum over a batch is their mean. */
export const scaledWeights = ({ data, shape }: Batch, part?: BatchPart): Batch => {
  const examples = part?.of ?? data.length;
  return { data: Float32Array.from(data, (weight) => weight / examples), shape };
};

/**
 * Scales gradients in place so that their global norm is at most `limit`, as PyTorch's `clip_grad_norm_` does.
 * @returns the norm before
 */
export function clipByGlobalNorm(gradients: readonly Float32Array[], limit: number): number {
  let squares = 0;
  for (const gradient of gradients) for (const g of gradient) squares += g * g;
  const norm = Math.sqrt(squares);
  const factor = Math.min(1, limit / (norm + clipEpsilon));
  for (const gradient of gradients) for (let i = 0; i < gradient.length; i++) gradient[i]! *= factor;
  return norm;
}

/** What PyTorch adds to the norm before dividing. */
export const clipEpsilon = 1e-6;
