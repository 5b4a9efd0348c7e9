import type * as tfjs from '@tensorflow/tfjs';
import { inputOf } from '@tlp/language/graph/shape.js';
import type { GraphNode, OpDefinition } from '@tlp/language/graph/types.js';
import { float } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';

/** The activation that is one op with a training batch-norm (`compile/fuse-batch-norm.ts`), by TensorFlow's name; '' where it has none. */
const activationOf = ({ attrs }: GraphNode) => (typeof attrs.activation === 'string' ? attrs.activation : '');

/** Gradients of a training batch-norm. Inputs (dy, x, scale, offset, mean, variance), the last two as it gave them; outputs by x, scale and offset. */
export const batchNormGradient: OpDefinition<{ readonly epsilon: number; readonly activation: string }> = {
  name: 'batchNormGradient',
  infer(inputs) {
    const [x, scale] = [inputOf(inputs, 1, 'batchNormGradient'), inputOf(inputs, 2, 'batchNormGradient')];
    return [x, scale, scale];
  },
};

/** Inference mode is folded away before gradients are taken (`compile/fold-batch-norm.ts`). */
export const batchNormKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    if (attr(node, 'mode') !== 'train') {
      throw new Error(
        `${node.name}: batch-norm in inference mode must be folded before gradients are taken.`,
      );
    }
    const inputs = [dy, ...node.inputs.slice(0, 3), `${node.name}:1`, `${node.name}:2`];
    const attrs = { epsilon: attr<number>(node, 'epsilon'), activation: activationOf(node) };
    const dx = b.apply(batchNormGradient, inputs, attrs, name('all'));
    return [dx, `${dx}:1`, `${dx}:2`, null, null];
  },
  tensorflow(e, node, [x, scale, offset]) {
    if (attr(node, 'mode') !== 'train') throw new Error(`${node.name}: batch-norm was not folded.`);
    const y = e.node(`TlpBatchNorm${activationOf(node)}`, node.name, [x!, scale!, offset!], {
      epsilon: float(attr(node, 'epsilon')),
    });
    return [y, `${y}:1`, `${y}:2`];
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
  tensorflow(e, node, inputs) {
    const op = `TlpBatchNorm${attr<string>(node, 'activation')}Gradient`;
    const dx = e.node(op, node.name, inputs, { epsilon: float(attr(node, 'epsilon')) });
    return [dx, `${dx}:1`, `${dx}:2`];
  },
};
