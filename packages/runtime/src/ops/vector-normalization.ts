/**
 * Training batch-norm of vectors `[N,C]` in plain TensorFlow ops. The fused op, given such small tensors as images of
 * one pixel, ended the process now and then with oneDNN on ("Check failed: IsAligned()", TensorFlow 2.15).
 */
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { type } from '../engines/tensorflow/proto-values.js';

/** The rows centred and scaled by the batch, and what that took; `name` prefixes the nodes. */
function normalise(e: TensorFlowEmitter, name: string, x: string, epsilon: number) {
  const mean = e.reduce('Mean', `${name}/mean`, x, [0], false);
  const centred = e.float('Sub', `${name}/centred`, [x, mean]);
  const variance = e.reduce(
    'Mean',
    `${name}/variance`,
    e.float('Square', `${name}/squares`, [centred]),
    [0],
    false,
  );
  const shifted = e.float('AddV2', `${name}/shifted`, [variance, e.scalar(epsilon)]);
  const inverse = e.float('Rsqrt', `${name}/inverse_deviation`, [shifted]);
  return { mean, variance, inverse, normal: e.float('Mul', `${name}/normal`, [centred, inverse]) };
}

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
  const { mean, variance, normal } = normalise(e, name, x, epsilon);
  const y = e.float('AddV2', name, [e.float('Mul', `${name}/scaled`, [normal, scale]), offset]);
  return [y, mean, e.float('Mul', `${name}/unbiased`, [variance, unbiasing(e, name, x)])];
}

/** Gradients by x, scale and offset. Ioffe and Szegedy 2015, section 3. */
export function vectorGradients(
  e: TensorFlowEmitter,
  name: string,
  [dy, x, scale]: readonly [string, string, string],
  epsilon: number,
): readonly string[] {
  const { inverse, normal } = normalise(e, name, x, epsilon);
  const product = e.float('Mul', `${name}/product`, [dy, normal]);
  const byScale = e.reduce('Sum', `${name}/by_scale`, product, [0], false);
  const byOffset = e.reduce('Sum', `${name}/by_offset`, dy, [0], false);
  const shared = e.float('AddV2', `${name}/shared`, [
    e.reduce('Mean', `${name}/mean_dy`, dy, [0], false),
    e.float('Mul', `${name}/along`, [normal, e.reduce('Mean', `${name}/mean_product`, product, [0], false)]),
  ]);
  const gain = e.float('Mul', `${name}/gain`, [scale, inverse]);
  const dx = e.float('Mul', name, [e.float('Sub', `${name}/rest_of_dy`, [dy, shared]), gain]);
  return [dx, byScale, byOffset];
}
