import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { reshape } from '@tlp/language/graph/ops/tensor.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { GraphNode, Ref } from '@tlp/language/graph/types.js';
import { type } from '../engines/tensorflow/proto-values.js';
import { likeInput } from './gradient-op.js';
import type { GradientContext, OpKernel, Tfjs } from './kernel.js';
import { attr } from './node.js';

/** Repeats `dy`, which has ones on the reduced axes, to the shape of the second input. Inputs (dy, x). */
export const broadcastLike = likeInput('broadcastLike', 1);

/** Inputs (dy, x, y), dy and y with ones on the reduced axes: ties share the gradient evenly. */
export const reduceMaxGradient = likeInput<{ readonly axes: readonly number[] }>('reduceMaxGradient', 1);

/** A reduced value with ones put back on the reduced axes. */
function withOnes({ b, node, name }: GradientContext, ref: Ref, part: string): Ref {
  const axes = attr<number[]>(node, 'axes');
  const shape = b.type(node.inputs[0]!).shape.map((d, i) => (axes.includes(i) ? 1 : d));
  return b.apply(reshape, [ref], { shape }, name(part));
}

const reduction = (
  tensorflowOp: 'Sum' | 'Mean' | 'Max',
  onnxOp: string,
  tfjsOp: 'sum' | 'mean' | 'max',
  gradient: NonNullable<OpKernel['gradient']>,
): OpKernel => ({
  gradient,
  tensorflow: (e, node, [x]) => [
    e.reduce(tensorflowOp, node.name, x!, attr<number[]>(node, 'axes'), attr<boolean>(node, 'keepDims')),
  ],
  onnx: (e, node, [x]) => [e.reduce(onnxOp, node, x!)],
  portable: (tf: Tfjs, [x], node: GraphNode) => [
    tf[tfjsOp](x!, attr<number[]>(node, 'axes'), attr<boolean>(node, 'keepDims')),
  ],
});

export const reduceSumKernel = reduction('Sum', 'ReduceSum', 'sum', (c) => [
  c.b.apply(broadcastLike, [withOnes(c, c.dy, 'dy'), c.node.inputs[0]!], {}, c.name('x')),
]);

export const reduceMeanKernel = reduction('Mean', 'ReduceMean', 'mean', (c) => {
  const shape = c.b.type(c.node.inputs[0]!).shape;
  const count = attr<number[]>(c.node, 'axes').reduce((n, axis) => n * fixed(shape[axis], c.node.name), 1);
  const scaled = c.b.apply(mul, [c.dy, c.b.constant(c.name('share'), 1 / count)], {}, c.name('scaled'));
  return [c.b.apply(broadcastLike, [withOnes(c, scaled, 'dy'), c.node.inputs[0]!], {}, c.name('x'))];
});

export const reduceMaxKernel = reduction('Max', 'ReduceMax', 'max', (c) => {
  const inputs = [withOnes(c, c.dy, 'dy'), c.node.inputs[0]!, withOnes(c, c.node.name, 'y')];
  return [c.b.apply(reduceMaxGradient, inputs, { axes: attr(c.node, 'axes') }, c.name('x'))];
});

export const reductionGradientKernels: Readonly<Record<string, OpKernel>> = {
  broadcastLike: {
    tensorflow: (e, node, [dy, x]) => [
      e.float(
        'BroadcastTo',
        node.name,
        [dy!, e.float('Shape', `${node.name}/shape`, [x!], { out_type: type('int32') })],
        { Tidx: type('int32') },
      ),
    ],
  },
  reduceMaxGradient: {
    tensorflow(e, node, [dy, x, y]) {
      const equal = e.float('Equal', `${node.name}/equal`, [x!, y!]);
      const hit = e.node('Cast', `${node.name}/hit`, [equal], {
        SrcT: type('bool'),
        DstT: type('float32'),
      });
      const ties = e.reduce('Sum', `${node.name}/ties`, hit, attr<number[]>(node, 'axes'), true);
      const share = e.float('RealDiv', `${node.name}/share`, [dy!, ties]);
      return [e.float('Mul', node.name, [hit, share])];
    },
  },
};
