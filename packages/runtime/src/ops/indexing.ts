import type { SliceAttrs } from '@tlp/language/graph/ops/indexing.js';
import { reshape } from '@tlp/language/graph/ops/tensor.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { OpDefinition } from '@tlp/language/graph/types.js';
import { type } from '../engines/tensorflow/proto-values.js';
import { likeInput, ofShape } from './gradient-op.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';

/** Zeros around a gradient, where the slice left values out. Inputs (dy, x); x only for its shape. */
export const sliceGradient: OpDefinition<SliceAttrs> = likeInput<SliceAttrs>('sliceGradient', 1);

/** Adds the rows of a gradient `[n,…]` to the rows of a table that they were gathered from. Inputs (dy, numbers[n]). */
export const scatterAdd = ofShape<{ readonly shape: readonly number[] }>('scatterAdd');

const sliceAttrs = (node: Parameters<typeof attr>[0]): SliceAttrs => ({
  axis: attr(node, 'axis'),
  begin: attr(node, 'begin'),
  size: attr(node, 'size'),
});

export const sliceKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [
    b.apply(sliceGradient, [dy, node.inputs[0]!], sliceAttrs(node), name('x')),
  ],
  tensorflow(e, node, [x], [from]) {
    const { axis, begin, size } = sliceAttrs(node);
    const along = (at: number, rest: number) => from!.shape.map((_, i) => (i === axis ? at : rest));
    return [
      e.node('Slice', node.name, [x!, e.ints(...along(begin, 0)), e.ints(...along(size, -1))], {
        T: type(from!.dtype),
        Index: type('int32'),
      }),
    ];
  },
  onnx(e, node, [x], [from]) {
    const { axis, begin, size } = sliceAttrs(node);
    const bounds = [[begin], [begin + size], [e.axis(x!, axis, from!.shape.length)]];
    return [e.node('Slice', node.name, [x!, ...bounds.map((values) => e.int64s(values))])];
  },
  portable(tf, [x], node) {
    const { axis, begin, size } = sliceAttrs(node);
    const along = (at: number, rest: number) => x!.shape.map((_, i) => (i === axis ? at : rest));
    return [tf.slice(x!, along(begin, 0), along(size, -1))];
  },
};

export const gatherKernel: OpKernel = {
  gradient({ b, node, dy, name }) {
    const [table, rows] = [node.inputs[0]!, node.inputs[1]!].map((ref) => b.type(ref));
    const shape = table!.shape.map((dim) => fixed(dim, node.name));
    const flat = b.apply(reshape, [dy], { shape: ['rows', ...shape.slice(1)] }, name('rows'));
    const numbers =
      rows!.shape.length === 1
        ? node.inputs[1]!
        : b.apply(reshape, [node.inputs[1]!], { shape: ['rows'] }, name('numbers'));
    return [b.apply(scatterAdd, [flat, numbers], { shape }, name('table')), null];
  },
  tensorflow: (e, node, [table, rows], [from]) => [
    e.node('GatherV2', node.name, [table!, rows!, e.scalar(0, 'int32')], {
      Tparams: type(from!.dtype),
      Tindices: type('int32'),
      Taxis: type('int32'),
    }),
  ],
  onnx: (e, node, [table, rows]) => [
    e.node('Gather', node.name, [e.plain(table!), e.plain(rows!)], { axis: 0 }),
  ],
  portable: (tf, [table, rows]) => [tf.gather(table!, tf.cast(rows!, 'int32'))],
};

export const indexingGradientKernels: Readonly<Record<string, OpKernel>> = {
  sliceGradient: {
    tensorflow(e, node, [dy, x], [, from]) {
      const { axis, begin, size } = sliceAttrs(node);
      const rank = from!.shape.length;
      const length = from!.shape[axis]!;
      const before = Array.from({ length: 2 * axis }, () => 0);
      const after = Array.from({ length: 2 * (rank - axis - 1) }, () => 0);
      const attrs = { Tpaddings: type('int32') };
      if (typeof length === 'number') {
        const amounts = [...before, begin, length - begin - size, ...after];
        return [e.float('Pad', node.name, [dy!, e.constant(amounts, [rank, 2], 'int32')], attrs)];
      }
      const whole = e.pick(`${node.name}/length`, e.shape(`${node.name}/shape`, x!), axis);
      const rest = e.node('Sub', `${node.name}/rest`, [whole, e.ints(begin + size)], { T: type('int32') });
      const parts = [e.ints(...before, begin), rest, ...(after.length > 0 ? [e.ints(...after)] : [])];
      const flat = e.concat(`${node.name}/amounts`, parts, 'int32');
      const paddings = e.node('Reshape', `${node.name}/paddings`, [flat, e.ints(rank, 2)], {
        T: type('int32'),
        Tshape: type('int32'),
      });
      return [e.float('Pad', node.name, [dy!, paddings], attrs)];
    },
  },
  scatterAdd: {
    tensorflow: (e, node, [dy, numbers]) => [
      e.float(
        'UnsortedSegmentSum',
        node.name,
        [dy!, numbers!, e.scalar(attr<number[]>(node, 'shape')[0]!, 'int32')],
        { Tindices: type('int32'), Tnumsegments: type('int32') },
      ),
    ],
  },
};
