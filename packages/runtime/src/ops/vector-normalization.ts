/**
 * Training batch-norm of vectors `[N,C]` in plain TensorFlow ops. The fused op, given such small tensors as images of
 * one pixel, ended the process now and then with oneDNN on ("Check failed: IsAligned()", TensorFlow 2.15).
 */
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { type } from '../engines/tensorflow/proto-values.js';
import { affine, type Standardization, standardize, standardizedGradients } from './standardize.js';

const overBatch = (e: TensorFlowEmitter, epsilon: number): Standardization => ({
  mean: (value, name) => e.reduce('Mean', name, value, [0], false),
  epsilon,
});

/** `n / max(1, n-1)` for a batch of n rows. */
function unbiasing(e: TensorFlowEmitter, name: string, x: string): string {
  const shape = e.float('Shape', `${name}/shape`, [x], { out_type: type('int32') });
  const rows = e.node('GatherV2', `${name}/rows`, [shape, e.scalar(0, 'int32'), e.scalar(0, 'int32')], {
    Tparams: type('int32'),
    Tindices: type('int32'),
    Taxis: type('int32'),
  });
  const count = e.node('Cast', `${name}/count`, [rows], { SrcT: type('int32'), DstT: type('float32') });
  const rest = e.float('Maximum', `${name}/rest`, [
    e.float('Sub', `${name}/less_one`, [count, e.scalar(1)]),
    e.scalar(1),
  ]);
  return e.float('RealDiv', `${name}/unbiasing`, [count, rest]);
}

/** y, the batch's mean and its unbiased variance. */
export function normaliseVectors(
  e: TensorFlowEmitter,
  name: string,
  [x, scale, offset]: readonly [string, string, string],
  epsilon: number,
): readonly string[] {
  const { mean, variance, normal } = standardize(e, name, x, overBatch(e, epsilon));
  const unbiased = e.float('Mul', `${name}/unbiased`, [variance, unbiasing(e, name, x)]);
  return [affine(e, name, normal, scale, offset), mean, unbiased];
}

/** Gradients by x, scale and offset. */
export const vectorGradients = (
  e: TensorFlowEmitter,
  name: string,
  inputs: readonly [string, string, string],
  epsilon: number,
): readonly string[] => standardizedGradients(e, name, inputs, overBatch(e, epsilon));
