import type { GroupNormAttrs } from '@tlp/language/graph/ops/normalization.js';
import { fixed, inputOf } from '@tlp/language/graph/shape.js';
import type { GraphNode, OpDefinition } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import type { OpKernel } from './kernel.js';
import { attr, outputType } from './node.js';
import { affine, type Standardization, standardize, standardizedGradients } from './standardize.js';

/** Gradients of group norm. Inputs (dy, x, scale); outputs by x, scale and offset. */
export const groupNormGradient: OpDefinition<GroupNormAttrs> = {
  name: 'groupNormGradient',
  infer(inputs) {
    const [x, scale] = [inputOf(inputs, 1, 'groupNormGradient'), inputOf(inputs, 2, 'groupNormGradient')];
    return [x, scale, scale];
  },
};

/** Height, width, channels, groups and channels of a group. */
function sizes(node: GraphNode) {
  const [height = 0, width = 0, channels = 0] = outputType(node)
    .shape.slice(1)
    .map((dim) => fixed(dim, node.name));
  const groups = attr<number>(node, 'groups');
  return { height, width, channels, groups, members: channels / groups };
}

/**
 * Over the pixels of `[N,H·W,C]` and the channels of each group: the large values are read once, pixel after pixel, and the
 * groups formed of the `[N,C]` that is left.
 */
function overGroups(e: TensorFlowEmitter, node: GraphNode): Standardization {
  const { channels, groups, members } = sizes(node);
  return {
    epsilon: attr(node, 'epsilon'),
    mean(value, name) {
      const channelMeans = e.reduce('Mean', `${name}/channels`, value, [1], false);
      const grouped = e.reshape(`${name}/grouped`, channelMeans, ['batch', groups, members]);
      const means = e.reduce('Mean', `${name}/groups`, grouped, [2], true);
      const ones = e.constant(
        Array.from({ length: members }, () => 1),
        [members],
      );
      const repeated = e.float('Mul', `${name}/repeated`, [means, ones]);
      return e.reshape(name, repeated, ['batch', 1, channels]);
    },
  };
}

const pixels = (e: TensorFlowEmitter, node: GraphNode, value: string, part: string) => {
  const { height, width, channels } = sizes(node);
  return e.reshape(`${node.name}/${part}`, value, ['batch', height * width, channels]);
};

export const groupNormKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    const inputs = [dy, node.inputs[0]!, node.inputs[1]!];
    const attrs = { epsilon: attr<number>(node, 'epsilon'), groups: attr<number>(node, 'groups') };
    const dx = b.apply(groupNormGradient, inputs, attrs, name('all'));
    return [dx, `${dx}:1`, `${dx}:2`];
  },
  tensorflow(e, node, [x, scale, offset]) {
    const { normal } = standardize(e, node.name, pixels(e, node, x!, 'pixels'), overGroups(e, node));
    const y = affine(e, `${node.name}/rows`, normal, scale!, offset!);
    return [e.reshape(node.name, y, outputType(node).shape)];
  },
  // Of a row of values for each group, instance norm is group norm.
  onnx(e, node, [x, scale, offset]) {
    const { height, width, channels, groups } = sizes(node);
    const map = e.map(x!);
    const rows = e.node('Reshape', `${node.name}/groups`, [map, e.int64s([0, groups, -1])]);
    const [ones, zeros] = [1, 0].map((value) =>
      e.initializer(`${node.name}/all_${value}`, [groups], new Float32Array(groups).fill(value)),
    );
    const normal = e.node('InstanceNormalization', `${node.name}/normal`, [rows, ones!, zeros!], {
      epsilon: { float: attr<number>(node, 'epsilon') },
    });
    const shape = e.int64s([-1, channels, height, width]);
    const restored = e.node('Reshape', `${node.name}/map`, [normal, shape]);
    const scaled = e.node('Mul', `${node.name}/scaled`, [restored, e.channelwise(scale!, map)]);
    return [e.node('Add', node.name, [scaled, e.channelwise(offset!, map)])];
  },
  portable(tf, [x, scale, offset], node) {
    const { height, width, groups, members } = sizes(node);
    const grouped = tf.reshape(x!, [-1, height * width, groups, members]);
    const { mean, variance } = tf.moments(grouped, [1, 3], true);
    const inverse = tf.rsqrt(tf.add(variance, attr<number>(node, 'epsilon')));
    const normal = tf.reshape(tf.mul(tf.sub(grouped, mean), inverse), x!.shape);
    return [tf.add(tf.mul(normal, scale!), offset!)];
  },
};

export const groupNormGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, x, scale]) {
    const inputs = [pixels(e, node, dy!, 'dy'), pixels(e, node, x!, 'pixels'), scale!] as const;
    const [dx, ...others] = standardizedGradients(e, `${node.name}/rows`, inputs, overGroups(e, node));
    return [e.reshape(node.name, dx!, outputType(node).shape), ...others];
  },
};
