import type * as tfjs from '@tensorflow/tfjs';
import { inputOf } from '@tlp/language/graph/shape.js';
import type { OpDefinition } from '@tlp/language/graph/types.js';
import { bool, float, text, type } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';
import { normaliseVectors, vectorGradients } from './vector-normalization.js';

/**
 * Gradients of a training batch-norm. Inputs (dy, x, scale, y's node output 1); outputs by x, scale and offset.
 * The fourth input names the forward node, whose reserved outputs TensorFlow's gradient reads.
 */
export const batchNormGradient: OpDefinition<{ readonly epsilon: number }> = {
  name: 'batchNormGradient',
  infer(inputs) {
    const [x, scale] = [inputOf(inputs, 1, 'batchNormGradient'), inputOf(inputs, 2, 'batchNormGradient')];
    return [x, scale, scale];
  },
};

const fusedAttrs = (epsilon: number, training: boolean) => ({
  U: type('float32'),
  epsilon: float(epsilon),
  data_format: text('NHWC'),
  is_training: bool(training),
});

/** Inference mode is folded away before gradients are taken (`compile/fold-batch-norm.ts`). */
export const batchNormKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    if (attr(node, 'mode') !== 'train') {
      throw new Error(
        `${node.name}: batch-norm in inference mode must be folded before gradients are taken.`,
      );
    }
    const inputs = [dy, node.inputs[0]!, node.inputs[1]!, `${node.name}:1`];
    const dx = b.apply(batchNormGradient, inputs, { epsilon: attr<number>(node, 'epsilon') }, name('all'));
    return [dx, `${dx}:1`, `${dx}:2`, null, null];
  },
  tensorflow(e, node, [x, scale, offset]) {
    if (attr(node, 'mode') !== 'train') throw new Error(`${node.name}: batch-norm was not folded.`);
    if (node.outputs[0]!.shape.length !== 4) {
      return normaliseVectors(e, node.name, [x!, scale!, offset!], attr(node, 'epsilon'));
    }
    const empty = e.constant([], [0]);
    const attrs = { ...fusedAttrs(attr(node, 'epsilon'), true), exponential_avg_factor: float(1) };
    const fused = e.float('FusedBatchNormV3', node.name, [x!, scale!, offset!, empty, empty], attrs);
    return [fused, `${fused}:1`, `${fused}:2`];
  },
  portable(tf, [x, scale, offset, mean, variance], node) {
    const epsilon = attr<number>(node, 'epsilon');
    const normalise = (m: tfjs.Tensor, v: tfjs.Tensor) =>
      tf.add(tf.mul(tf.mul(tf.sub(x!, m), tf.rsqrt(tf.add(v, epsilon))), scale!), offset!);
    if (attr(node, 'mode') === 'inference') return [normalise(mean!, variance!)];
    const axes = x!.shape.slice(0, -1).map((_, i) => i);
    const moments = tf.moments(x!, axes);
    const count = x!.size / x!.shape.at(-1)!;
    const unbiased = tf.mul(moments.variance, count / Math.max(1, count - 1));
    return [normalise(moments.mean, moments.variance), moments.mean, unbiased];
  },
};

export const batchNormGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, x, scale, statistic]) {
    if (node.outputs[0]!.shape.length !== 4) {
      return vectorGradients(e, node.name, [dy!, x!, scale!], attr(node, 'epsilon'));
    }
    const forward = statistic!.replace(/:\d+$/, '');
    const fused = e.float(
      'FusedBatchNormGradV3',
      node.name,
      [dy!, x!, scale!, `${forward}:3`, `${forward}:4`, `${forward}:5`],
      fusedAttrs(attr(node, 'epsilon'), true),
    );
    return [fused, `${fused}:1`, `${fused}:2`];
  },
};
