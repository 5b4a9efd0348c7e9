import type * as tfjs from '@tensorflow/tfjs';
import type { LayerNormAttrs } from '@tlp/language/graph/ops/normalization.js';
import { inputOf } from '@tlp/language/graph/shape.js';
import type { GraphNode, OpDefinition } from '@tlp/language/graph/types.js';
import { float } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';

/** Gradients of layer norm. Inputs (dy, x, scale); outputs by x, scale and offset. */
export const layerNormGradient: OpDefinition<LayerNormAttrs> = {
  name: 'layerNormGradient',
  infer(inputs) {
    const [x, scale] = [inputOf(inputs, 1, 'layerNormGradient'), inputOf(inputs, 2, 'layerNormGradient')];
    return [x, scale, scale];
  },
};

const epsilonOf = (node: GraphNode) => ({ epsilon: float(attr(node, 'epsilon')) });

export const layerNormKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    const inputs = [dy, node.inputs[0]!, node.inputs[1]!];
    const dx = b.apply(layerNormGradient, inputs, { epsilon: attr<number>(node, 'epsilon') }, name('all'));
    return [dx, `${dx}:1`, `${dx}:2`];
  },
  tensorflow: (e, node, inputs) => [e.node('TlpLayerNorm', node.name, inputs, epsilonOf(node))],
  onnx: (e, node, [x, scale, offset]) => [
    e.node('LayerNormalization', node.name, [e.plain(x!), scale!, offset!], {
      axis: -1,
      epsilon: { float: attr<number>(node, 'epsilon') },
    }),
  ],
  portable(tf, [x, scale, offset], node) {
    const { mean, variance } = tf.moments(x!, -1, true);
    const inverse = tf.rsqrt(tf.add(variance, attr<number>(node, 'epsilon')));
    const normal: tfjs.Tensor = tf.mul(tf.sub(x!, mean), inverse);
    return [tf.add(tf.mul(normal, scale!), offset!)];
  },
};

export const layerNormGradientKernel: OpKernel = {
  tensorflow(e, node, inputs) {
    const dx = e.node('TlpLayerNormGradient', node.name, inputs, epsilonOf(node));
    return [dx, `${dx}:1`, `${dx}:2`];
  },
};
