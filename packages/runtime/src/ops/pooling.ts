import type * as tfjs from '@tensorflow/tfjs';
import type { Sides } from '@tlp/language/graph/ops/convolution.js';
import type { PoolAttrs } from '@tlp/language/graph/ops/pooling.js';
import type { OpDefinition } from '@tlp/language/graph/types.js';
import { ints, type } from '../engines/tensorflow/proto-values.js';
import { portablePadding, windowAttrs } from './convolution.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';
import { samePadding } from './same-padding.js';
import { uncounted } from './uncounted.js';

/** Padding that no maximum can choose: the most negative float32. */
export const lowest = -3.4028234663852886e38;

/** Inputs (x, y, dy). */
export const maxPoolGradient = likeInput<PoolAttrs>('maxPoolGradient', 0);

/** Inputs (x, dy); x only for its shape. */
export const avgPoolGradient: OpDefinition<PoolAttrs> = likeInput<PoolAttrs>('avgPoolGradient', 0);

const poolAttrs = (node: Parameters<typeof windowAttrs>[0]): PoolAttrs => ({
  size: attr(node, 'size'),
  strides: attr(node, 'strides'),
  padding: attr(node, 'padding'),
});

const tensorflowAttrs = (node: Parameters<typeof windowAttrs>[0]) => {
  const [h, w] = attr<[number, number]>(node, 'size');
  return { ...windowAttrs(node), ksize: ints([1, h, w, 1]) };
};

export const maxPoolKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(maxPoolGradient, [node.inputs[0]!, node.name, dy], poolAttrs(node), name('x')),
  ],
  tensorflow: (e, node, inputs) => [e.float('MaxPool', node.name, inputs, tensorflowAttrs(node))],
  onnx: (e, node, [x]) => [e.pool('MaxPool', node, x!)],
  portable(tf, [x], node) {
    const { size, strides, padding } = poolAttrs(node);
    const [padded, rest] = portablePadding(tf, x as tfjs.Tensor4D, padding, lowest);
    return [tf.maxPool(padded, [...size], [...strides], rest)];
  },
};

export const avgPoolKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(avgPoolGradient, [node.inputs[0]!, dy], poolAttrs(node), name('x')),
  ],
  tensorflow: (e, node, inputs) => [e.float('AvgPool', node.name, inputs, tensorflowAttrs(node))],
  onnx: (e, node, [x]) => [e.pool('AveragePool', node, x!)],
  // tfjs's own `same` has a gradient that counts the padding, on its JavaScript backend.
  portable(tf, [x], node) {
    const { size, strides, padding } = poolAttrs(node);
    const image = x as tfjs.Tensor4D;
    const pool = (values: tfjs.Tensor4D) => tf.avgPool(values, [...size], [...strides], 'valid');
    if (padding === 'valid') return [pool(image)];
    const sizes = [image.shape[1], image.shape[2]] as const;
    const side = (axis: 0 | 1) => samePadding(sizes[axis], size[axis], strides[axis]);
    const sides: Sides = padding === 'same' ? [side(0), side(1)] : padding;
    const [padded] = portablePadding(tf, image, sides);
    const { values, shape } = uncounted(sizes, { size, strides, padding: sides });
    return [tf.mul(pool(padded), tf.tensor([...values], [...shape]))];
  },
};

export const poolingGradientKernels: Readonly<Record<string, OpKernel>> = {
  maxPoolGradient: {
    tensorflow: (e, node, inputs) => [e.float('MaxPoolGrad', node.name, inputs, tensorflowAttrs(node))],
  },
  avgPoolGradient: {
    tensorflow: (e, node, [x, dy]) => [
      e.float(
        'AvgPoolGrad',
        node.name,
        [e.float('Shape', `${node.name}/shape`, [x!], { out_type: type('int32') }), dy!],
        tensorflowAttrs(node),
      ),
    ],
  },
};
