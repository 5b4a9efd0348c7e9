/** Ops that move values without changing them, and their gradients. */
import type * as tfjs from '@tensorflow/tfjs';
import { slice } from '@tlp/language/graph/ops/indexing.js';
import type { PadAttrs } from '@tlp/language/graph/ops/padding.js';
import { reshape } from '@tlp/language/graph/ops/tensor.js';
import { fixed, inputOf } from '@tlp/language/graph/shape.js';
import type { GraphNode, OpDefinition, Shape } from '@tlp/language/graph/types.js';
import { type as dtype } from '../engines/tensorflow/proto-values.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';
import { attr, outputType } from './node.js';

/** Turns the order around along axes. */
export const reverse = likeInput<{ readonly axes: readonly number[] }>('reverse', 0);

/** Takes `pad` back: inputs (dy), attributes the padding and the size inside. */
export const unpad: OpDefinition<PadAttrs & { readonly height: number; readonly width: number }> = {
  name: 'unpad',
  infer(inputs, { height, width }) {
    const { dtype, shape } = inputOf(inputs, 0, 'unpad');
    return [{ dtype, shape: [shape[0]!, height, width, shape[3]!] }];
  },
};

/** A shape to reshape to, its symbolic sizes read off the input at hand; what that does not have is left open. */
const shapeAtHand = (to: Shape, from: Shape, actual: readonly number[]): number[] =>
  to.map((dim) => (typeof dim === 'number' ? dim : (actual[from.indexOf(dim)] ?? -1)));

export const reshapeKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    return [b.apply(reshape, [dy], { shape: b.type(node.inputs[0]!).shape }, name('x'))];
  },
  tensorflow: (e, node, [x], [from]) => [e.reshape(node.name, x!, outputType(node).shape, from)],
  onnx: (e, node, [x]) => [e.reshape(node, x!)],
  portable: (tf, [x], node, [from]) => [
    tf.reshape(x!, shapeAtHand(outputType(node).shape, from!.shape, x!.shape)),
  ],
};

/** The axis that a concat joins, counted from the front. */
const joined = (node: GraphNode, rank: number): number =>
  node.attrs.axis === undefined ? rank - 1 : attr<number>(node, 'axis');

export const concatKernel: OpKernel = {
  gradient({ b, node, dy, name, wants }) {
    const axis = joined(node, b.type(dy).shape.length);
    let begin = 0;
    return node.inputs.map((ref, i) => {
      const size = fixed(b.type(ref).shape[axis], node.name);
      const part = wants(i) ? b.apply(slice, [dy], { axis, begin, size }, name(`${i}`)) : null;
      begin += size;
      return part;
    });
  },
  tensorflow: (e, node, inputs, [type]) => [
    e.node(
      'ConcatV2',
      node.name,
      [...inputs, e.scalar(node.attrs.axis === undefined ? -1 : attr<number>(node, 'axis'), 'int32')],
      { T: dtype(type!.dtype), N: { i: inputs.length }, Tidx: dtype('int32') },
    ),
  ],
  onnx(e, node, inputs) {
    // Maps stay maps where all are.
    const parts = inputs.every((input) => e.isMap(input)) ? inputs : inputs.map((input) => e.plain(input));
    const rank = outputType(node).shape.length;
    const axis = node.attrs.axis === undefined ? -1 : attr<number>(node, 'axis');
    return [e.node('Concat', node.name, parts, { axis: e.axis(parts[0]!, axis, rank) })];
  },
  portable: (tf, inputs, node) => [tf.concat([...inputs], joined(node, inputs[0]!.shape.length))],
};

export const padKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    const [, h, w] = b.type(node.inputs[0]!).shape;
    const attrs = {
      padding: attr<PadAttrs['padding']>(node, 'padding'),
      value: attr<number>(node, 'value'),
      height: fixed(h, node.name),
      width: fixed(w, node.name),
    };
    return [b.apply(unpad, [dy], attrs, name('x'))];
  },
  tensorflow(e, node, [x]) {
    const [rows, columns] = attr<PadAttrs['padding']>(node, 'padding');
    const paddings = e.constant([0, 0, ...rows, ...columns, 0, 0], [4, 2], 'int32');
    const value = attr<number>(node, 'value');
    const attrs = { Tpaddings: dtype('int32') };
    if (value === 0) return [e.float('Pad', node.name, [x!, paddings], attrs)];
    return [e.float('PadV2', node.name, [x!, paddings, e.scalar(value)], attrs)];
  },
  onnx(e, node, [x]) {
    const [rows, columns] = attr<PadAttrs['padding']>(node, 'padding');
    const around = e.int64s([0, 0, rows[0], columns[0], 0, 0, rows[1], columns[1]]);
    return [e.node('Pad', node.name, [e.map(x!), around, e.scalar(attr(node, 'value'))])];
  },
  portable(tf, [x], node) {
    const [rows, columns] = attr<PadAttrs['padding']>(node, 'padding');
    const value = attr<number>(node, 'value');
    return [tf.pad4d(x as tfjs.Tensor4D, [[0, 0], [...rows], [...columns], [0, 0]], value)];
  },
};

export const reshapingGradientKernels: Readonly<Record<string, OpKernel>> = {
  reverse: {
    tensorflow: (e, node, [x]) => [
      e.float('ReverseV2', node.name, [x!, e.ints(...attr<number[]>(node, 'axes'))], {
        Tidx: dtype('int32'),
      }),
    ],
  },
  unpad: {
    tensorflow(e, node, [x]) {
      const [[top], [left]] = attr<PadAttrs['padding']>(node, 'padding');
      const size = [-1, attr<number>(node, 'height'), attr<number>(node, 'width'), -1];
      return [
        e.float('Slice', node.name, [x!, e.ints(0, top, left, 0), e.ints(...size)], {
          Index: dtype('int32'),
        }),
      ];
    },
  },
};
