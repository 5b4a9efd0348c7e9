/** Some tokens of each example: a row of all tokens of the batch by the number that it has there. */
import type * as tfjs from '@tensorflow/tfjs';
import { fixed } from '@tlp/language/graph/shape.js';
import { onnxTypes } from '../engines/onnx/data-types.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { type } from '../engines/tensorflow/proto-values.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';

/** Adds each row of a gradient to the token that it was taken from. Inputs (dy, places, x); x only for its shape. */
export const takeTokensGradient = likeInput('takeTokensGradient', 2);

const int32 = { T: type('int32') };

/** Of `x[batch,tokens,C]`: its sizes, and the numbers of the places among all tokens of the batch, `[batch·n]`. */
function numbered(e: TensorFlowEmitter, node: string, x: string, places: string) {
  const name = (part: string) => `${node}/${part}`;
  const scalar = (vector: string, part: string) =>
    e.node('Reshape', name(part), [vector, e.constant([], [0], 'int32')], {
      ...int32,
      Tshape: type('int32'),
    });
  const shape = e.shape(name('shape'), x);
  const [batch, tokens] = [0, 1].map((axis) =>
    scalar(e.pick(name(`size${axis}`), shape, axis), `count${axis}`),
  );
  const range = [e.scalar(0, 'int32'), batch!, e.scalar(1, 'int32')];
  const examples = e.node('Range', name('examples'), range, { Tidx: type('int32') });
  const starts = e.node('Mul', name('starts'), [examples, tokens!], int32);
  const column = e.node('Reshape', name('column'), [starts, e.ints(-1, 1)], {
    ...int32,
    Tshape: type('int32'),
  });
  const all = e.node('AddV2', name('numbers'), [places, column], int32);
  const numbers = e.node('Reshape', name('flat'), [all, e.ints(-1)], { ...int32, Tshape: type('int32') });
  return { name, shape, numbers, count: e.node('Mul', name('count'), [batch!, tokens!], int32) };
}

export const takeTokensKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(takeTokensGradient, [dy, node.inputs[1]!, node.inputs[0]!], {}, name('x')),
    null,
  ],
  tensorflow: (e, node, [x, places]) => [
    e.node('GatherV2', node.name, [x!, places!, e.scalar(1, 'int32')], {
      Tparams: type('float32'),
      Tindices: type('int32'),
      Taxis: type('int32'),
      batch_dims: { i: 1 },
    }),
  ],
  onnx(e, node, [x, places]) {
    const whole = e.node('Cast', `${node.name}/int64`, [e.plain(places!)], { to: onnxTypes.int64 });
    const each = e.node('Unsqueeze', `${node.name}/each`, [whole, e.int64s([-1])]);
    return [e.node('GatherND', node.name, [e.plain(x!), each], { batch_dims: 1 })];
  },
  portable(tf, [x, places]) {
    const [batch = 0, tokens = 0, channels = 0] = x!.shape;
    const starts = tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(tokens, 'int32')).reshape([batch, 1]);
    const numbers = tf.add(places!, starts).reshape([-1]) as tfjs.Tensor1D;
    const taken = tf.gather(x!.reshape([batch * tokens, channels]), tf.cast(numbers, 'int32'));
    return [taken.reshape([batch, places!.shape[1]!, channels])];
  },
};

export const takeTokensGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, places, x], [, , from]) {
    const { name, shape, numbers, count } = numbered(e, node.name, x!, places!);
    const channels = fixed(from!.shape[2], node.name);
    const inShape = { T: type('float32'), Tshape: type('int32') };
    const rows = e.node('Reshape', name('rows'), [dy!, e.ints(-1, channels)], inShape);
    const summed = e.float('UnsortedSegmentSum', name('summed'), [rows, numbers, count], {
      Tindices: type('int32'),
      Tnumsegments: type('int32'),
    });
    return [e.node('Reshape', node.name, [summed, shape], inShape)];
  },
};
