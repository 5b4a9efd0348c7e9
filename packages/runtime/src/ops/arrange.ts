import { transpose } from '@tlp/language/graph/ops/arrange.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import { onnxTypes } from '../engines/onnx/data-types.js';
import { type } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';
import { attr, outputType } from './node.js';

export const transposeKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    const perm = attr<number[]>(node, 'perm');
    return [b.apply(transpose, [dy], { perm: perm.map((_, axis) => perm.indexOf(axis)) }, name('x'))];
  },
  tensorflow: (e, node, [x], [from]) => [
    e.node('Transpose', node.name, [x!, e.ints(...attr<number[]>(node, 'perm'))], {
      T: type(from!.dtype),
      Tperm: type('int32'),
    }),
  ],
  onnx: (e, node, [x]) => [
    e.node('Transpose', node.name, [e.plain(x!)], { perm: attr<number[]>(node, 'perm') }),
  ],
  portable: (tf, [x], node) => [tf.transpose(x!, attr<number[]>(node, 'perm'))],
};

export const repeatKernel: OpKernel = {
  gradient: ({ b, dy, name }) => [b.apply(reduceSum, [dy], { axes: [0], keepDims: true }, name('x')), null],
  tensorflow(e, node, [x, like], [from, other]) {
    const batch = e.pick(`${node.name}/batch`, e.shape(`${node.name}/like`, like!, other!.dtype), 0);
    const times = e.concat(
      `${node.name}/times`,
      [batch, e.ints(...from!.shape.slice(1).map(() => 1))],
      'int32',
    );
    return [e.node('Tile', node.name, [x!, times], { T: type(from!.dtype), Tmultiples: type('int32') })];
  },
  onnx(e, node, [x, like], [from]) {
    const batch = e.size(`${node.name}/batch`, like!, 0, 'vector');
    const ones = e.int64s(from!.shape.slice(1).map(() => 1));
    const sizes = e.node('Concat', `${node.name}/sizes`, [batch, ones], { axis: 0 });
    return [e.node('Expand', node.name, [e.plain(x!), sizes])];
  },
  portable: (tf, [x, like]) => [tf.tile(x!, [like!.shape[0]!, ...x!.shape.slice(1).map(() => 1)])],
};

export const castKernel: OpKernel = {
  // Whole numbers are not differentiated.
  gradient: ({ b, node, dy }) => [b.type(node.inputs[0]!).dtype === 'float32' ? dy : null],
  tensorflow: (e, node, [x], [from]) => [
    e.node('Cast', node.name, [x!], { SrcT: type(from!.dtype), DstT: type(outputType(node).dtype) }),
  ],
  onnx: (e, node, [x]) => [e.node('Cast', node.name, [x!], { to: onnxTypes[outputType(node).dtype] })],
  portable: (tf, [x], node) => [tf.cast(x!, outputType(node).dtype)],
};

export const positionsKernel: OpKernel = {
  gradient: () => [null],
  tensorflow(e, node, [x], [from]) {
    const index = [
      e.shape(`${node.name}/shape`, x!, from!.dtype),
      e.scalar(1, 'int32'),
      e.scalar(0, 'int32'),
    ];
    const int32 = type('int32');
    const count = e.node('GatherV2', `${node.name}/count`, index, {
      Tparams: int32,
      Tindices: int32,
      Taxis: int32,
    });
    const range = [e.scalar(0, 'int32'), count, e.scalar(1, 'int32')];
    return [e.node('Range', node.name, range, { Tidx: int32 })];
  },
  onnx(e, node, [x]) {
    const count = e.size(`${node.name}/count`, x!, 1);
    const range = e.node('Range', `${node.name}/range`, [e.int64(0), count, e.int64(1)]);
    return [e.node('Cast', node.name, [range], { to: onnxTypes.int32 })];
  },
  portable: (tf, [x]) => [tf.range(0, x!.shape[1]!, 1, 'int32')],
};
