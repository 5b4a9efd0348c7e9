import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import { reduceSum, reshape } from '@tlp/language/graph/ops/tensor.js';
import { sameShape } from '@tlp/language/graph/shape.js';
import type { OpDefinition, Ref, Shape } from '@tlp/language/graph/types.js';

/** Sums a gradient `[…,C]` over everything but the channels. */
export const biasGradient: OpDefinition = {
  name: 'biasGradient',
  infer: ([dy]) => [{ dtype: 'float32', shape: dy!.shape.slice(-1) }],
};

/** Sums a gradient over the axes along which an input of shape `target` was broadcast. */
export function unbroadcast(b: GraphBuilder, dy: Ref, target: Shape, name: string): Ref {
  const from = b.type(dy).shape;
  if (sameShape(from, target)) return dy;
  // For activations there is an op that sums over all but the channels. Kernels, which are small, are summed
  // as before, in the same order.
  const isActivation = from.some((dim) => typeof dim === 'string');
  if (isActivation && from.length > 1 && sameShape(from.slice(-1), target))
    return b.apply(biasGradient, [dy], {}, `${name}/sum`);
  const missing = from.length - target.length;
  const axes = from.flatMap((dim, i) => {
    const kept = i >= missing ? target[i - missing] : undefined;
    return kept === undefined || (kept === 1 && dim !== 1) ? [i] : [];
  });
  const summed = axes.length === 0 ? dy : b.apply(reduceSum, [dy], { axes, keepDims: false }, `${name}/sum`);
  if (sameShape(b.type(summed).shape, target)) return summed;
  return b.apply(reshape, [summed], { shape: target }, `${name}/shape`);
}
