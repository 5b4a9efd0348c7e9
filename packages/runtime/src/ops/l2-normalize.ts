import type { LayerNormAttrs } from '@tlp/language/graph/ops/normalization.js';
import type { GraphNode } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { type as dtype } from '../engines/tensorflow/proto-values.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';
import { attr, outputType } from './node.js';

/** Inputs (dy, x). */
export const l2NormalizeGradient = likeInput<LayerNormAttrs>('l2NormalizeGradient', 0);

/** The least sum of squares; its root is the least norm. */
const least = (node: GraphNode) => attr<number>(node, 'epsilon') ** 2;

function unit(e: TensorFlowEmitter, node: GraphNode, x: string) {
  const squares = e.float('Square', `${node.name}/squares`, [x]);
  const sum = e.reduce('Sum', `${node.name}/sum`, squares, [-1], true);
  const limited = e.float('Maximum', `${node.name}/limited`, [sum, e.scalar(least(node))]);
  const inverse = e.float('Rsqrt', `${node.name}/inverse_norm`, [limited]);
  return { sum, inverse, y: e.float('Mul', node.name, [x, inverse]) };
}

export const l2NormalizeKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(
      l2NormalizeGradient,
      [dy, node.inputs[0]!],
      { epsilon: attr<number>(node, 'epsilon') },
      name('x'),
    ),
  ],
  tensorflow: (e, node, [x]) => [unit(e, node, x!).y],
  onnx(e, node, [x]) {
    const name = (part: string) => `${node.name}/${part}`;
    const value = e.plain(x!);
    const axis = e.int64s([outputType(node).shape.length - 1]);
    const squares = e.node('Mul', name('squares'), [value, value]);
    const sum = e.node('ReduceSum', name('sum'), [squares, axis], { keepdims: 1 });
    const limited = e.node('Max', name('limited'), [sum, e.scalar(least(node))]);
    return [e.node('Div', node.name, [value, e.node('Sqrt', name('norm'), [limited])])];
  },
  portable(tf, [x], node) {
    const sum = tf.sum(tf.square(x!), -1, true);
    return [tf.mul(x!, tf.rsqrt(tf.maximum(sum, least(node))))];
  },
};

/** `(dy - y·Σ(dy·y))/‖x‖`; a vector shorter than epsilon is only divided by it. */
export const l2NormalizeGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, x]) {
    const name = (part: string) => `${node.name}/${part}`;
    const { sum, inverse, y } = unit(e, { ...node, name: name('forward') }, x!);
    const long = e.float('GreaterEqual', name('long'), [sum, e.scalar(least(node))]);
    const mask = e.node('Cast', name('mask'), [long], { SrcT: dtype('bool'), DstT: dtype('float32') });
    const along = e.reduce('Sum', name('along'), e.float('Mul', name('product'), [dy!, y]), [-1], true);
    const radial = e.float('Mul', name('radial'), [e.float('Mul', name('masked'), [along, mask]), y]);
    return [e.float('Mul', node.name, [e.float('Sub', name('tangential'), [dy!, radial]), inverse])];
  },
};
