import type * as tfjs from '@tensorflow/tfjs';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';
import { type } from '../engines/tensorflow/proto-values.js';
import { likeInput } from './gradient-op.js';
import type { OpKernel } from './kernel.js';

/** Adds each value of a gradient to where it was picked. Inputs (dy, places, x); x only for its shape. */
export const pickGradient = likeInput('pickGradient', 2);

const int32 = { T: type('int32') };

/** Sizes of `x[batch,heads,rows,K]` as vectors of one, and the places as places in `[rows·K]`, `[rows·n]`. */
function flatPlaces(e: TensorFlowEmitter, node: string, x: string, places: string) {
  const name = (part: string) => `${node}/${part}`;
  const shape = e.shape(name('shape'), x);
  const [rows, width] = [e.pick(name('rows'), shape, 2), e.pick(name('width'), shape, 3)];
  const scalar = (of: string, part: string) =>
    e.node('Reshape', name(part), [of, e.constant([], [0], 'int32')], { ...int32, Tshape: type('int32') });
  const range = [e.scalar(0, 'int32'), scalar(rows, 'count'), e.scalar(1, 'int32')];
  const numbers = e.node('Range', name('numbers'), range, { Tidx: type('int32') });
  const starts = e.node('Mul', name('starts'), [numbers, width], int32);
  const column = e.node('Reshape', name('column'), [starts, e.ints(-1, 1)], {
    ...int32,
    Tshape: type('int32'),
  });
  const own = e.node('AddV2', name('places'), [places, column], int32);
  const flat = e.node('Reshape', name('flat'), [own, e.ints(-1)], { ...int32, Tshape: type('int32') });
  const length = e.node('Mul', name('length'), [rows, width], int32);
  return { name, shape, flat, length, scalar };
}

const inShape = { T: type('float32'), Tshape: type('int32') };

export const pickKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(pickGradient, [dy, node.inputs[1]!, node.inputs[0]!], {}, name('x')),
    null,
  ],
  tensorflow(e, node, [x, places]) {
    const { name, shape, flat, length } = flatPlaces(e, node.name, x!, places!);
    const sizes = e.concat(name('sizes'), [e.ints(-1), length], 'int32');
    const matrices = e.node('Reshape', name('matrices'), [x!, sizes], inShape);
    const picked = e.node('GatherV2', name('picked'), [matrices, flat, e.scalar(1, 'int32')], {
      Tparams: type('float32'),
      Tindices: type('int32'),
      Taxis: type('int32'),
    });
    const outer = [0, 1, 2].map((axis) => e.pick(name(`size${axis}`), shape, axis));
    const to = e.concat(name('to'), [...outer, e.ints(-1)], 'int32');
    return [e.node('Reshape', node.name, [picked, to], inShape)];
  },
  onnx(e, node, [x, places]) {
    const size = (of: string, axis: number, part: string) =>
      e.size(`${node.name}/${part}`, of, axis, 'vector');
    const sizes = [
      size(x!, 0, 'batch'),
      size(x!, 1, 'heads'),
      size(places!, 0, 'rows'),
      size(places!, 1, 'count'),
    ];
    const shape = e.node('Concat', `${node.name}/shape`, sizes, { axis: 0 });
    const spread = e.node('Expand', `${node.name}/places`, [e.plain(places!), shape]);
    return [e.node('GatherElements', node.name, [e.plain(x!), spread], { axis: 3 })];
  },
  portable(tf, [x, places]) {
    const [batch = 0, heads = 0, rows = 0, width = 0] = x!.shape;
    const starts = tf.mul(tf.range(0, rows, 1, 'int32'), tf.scalar(width, 'int32')).reshape([rows, 1]);
    const flat = tf.add(places!, starts).reshape([-1]) as tfjs.Tensor1D;
    const matrices = x!.reshape([batch * heads, rows * width]);
    return [tf.gather(matrices, tf.cast(flat, 'int32'), 1).reshape([batch, heads, rows, places!.shape[1]!])];
  },
};

export const pickGradientKernel: OpKernel = {
  tensorflow(e, node, [dy, places, x]) {
    const { name, shape, flat, length, scalar } = flatPlaces(e, node.name, x!, places!);
    const count = e.pick(name('picked'), e.shape(name('dy'), flat, 'int32'), 0);
    const sizes = e.concat(name('sizes'), [e.ints(-1), count], 'int32');
    const matrices = e.node('Reshape', name('matrices'), [dy!, sizes], inShape);
    const perm = { T: type('float32'), Tperm: type('int32') };
    const turned = e.node('Transpose', name('turned'), [matrices, e.ints(1, 0)], perm);
    const summed = e.float('UnsortedSegmentSum', name('summed'), [turned, flat, scalar(length, 'total')], {
      Tindices: type('int32'),
      Tnumsegments: type('int32'),
    });
    const back = e.node('Transpose', name('back'), [summed, e.ints(1, 0)], perm);
    return [e.node('Reshape', node.name, [back, shape], inShape)];
  },
};
