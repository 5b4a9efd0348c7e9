/** What normalizations share in TensorFlow: values less their mean, over their standard deviation, and the way back. */
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';

export interface Standardization {
  /** The mean over all that is normalized together, in a shape that broadcasts over the values. */
  mean(value: string, name: string): string;
  readonly epsilon: number;
}

/** `(x - mean)/√(variance + ε)` and what that took; `name` prefixes the nodes. TensorFlow merges it where it stands twice. */
export function standardize(
  e: TensorFlowEmitter,
  name: string,
  x: string,
  { mean: meanOf, epsilon }: Standardization,
) {
  const mean = meanOf(x, `${name}/mean`);
  const centred = e.float('Sub', `${name}/centred`, [x, mean]);
  const variance = meanOf(e.float('Square', `${name}/squares`, [centred]), `${name}/variance`);
  const shifted = e.float('AddV2', `${name}/shifted`, [variance, e.scalar(epsilon)]);
  const inverse = e.float('Rsqrt', `${name}/inverse_deviation`, [shifted]);
  return { mean, variance, inverse, normal: e.float('Mul', `${name}/normal`, [centred, inverse]) };
}

/** `normal·scale + offset`. */
export const affine = (
  e: TensorFlowEmitter,
  name: string,
  normal: string,
  scale: string,
  offset: string,
): string => e.float('AddV2', name, [e.float('Mul', `${name}/scaled`, [normal, scale]), offset]);

/** Gradients by x, scale and offset, of values whose last axis is that of scale and offset. Ioffe and Szegedy 2015, section 3. */
export function standardizedGradients(
  e: TensorFlowEmitter,
  name: string,
  [dy, x, scale]: readonly [string, string, string],
  standardization: Standardization,
): readonly string[] {
  const { inverse, normal } = standardize(e, name, x, standardization);
  const byScale = e.node('TlpBiasGradient', `${name}/by_scale`, [
    e.float('Mul', `${name}/product`, [dy, normal]),
  ]);
  const byOffset = e.node('TlpBiasGradient', `${name}/by_offset`, [dy]);
  const scaled = e.float('Mul', `${name}/scaled_dy`, [dy, scale]);
  const along = standardization.mean(
    e.float('Mul', `${name}/scaled_product`, [scaled, normal]),
    `${name}/mean_product`,
  );
  const shared = e.float('AddV2', `${name}/shared`, [
    standardization.mean(scaled, `${name}/mean_dy`),
    e.float('Mul', `${name}/along`, [normal, along]),
  ]);
  const rest = e.float('Sub', `${name}/rest_of_dy`, [scaled, shared]);
  return [e.float('Mul', name, [rest, inverse]), byScale, byOffset];
}
