/** Tokens moved along their axis: padded on one side, cut on the other. */
import { shift } from '@tlp/language/graph/ops/shift.js';
import type { GraphNode } from '@tlp/language/graph/types.js';
import { int, type } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';

const amounts = (node: GraphNode) => {
  const by = attr<number>(node, 'by');
  return { before: Math.max(by, 0), after: Math.max(-by, 0) };
};

/** The greatest index that ONNX knows: up to the end. */
const toTheEnd = 2 ** 31 - 1;

export const shiftKernel: OpKernel = {
  gradient: ({ b, node, dy, name }) => [b.apply(shift, [dy], { by: -attr<number>(node, 'by') }, name('x'))],
  tensorflow(e, node, [x]) {
    const { before, after } = amounts(node);
    const paddings = e.constant([0, 0, before, after, 0, 0], [3, 2], 'int32');
    const padded = e.float('Pad', `${node.name}/padded`, [x!, paddings], { Tpaddings: type('int32') });
    // The masks have a bit for each axis whose end is not said.
    const open = before === 0 ? 0b111 : 0b101;
    return [
      e.node(
        'StridedSlice',
        node.name,
        [padded, e.ints(0, after, 0), e.ints(0, -before, 0), e.ints(1, 1, 1)],
        {
          T: type('float32'),
          Index: type('int32'),
          begin_mask: int(0),
          end_mask: int(open),
        },
      ),
    ];
  },
  onnx(e, node, [x]) {
    const { before, after } = amounts(node);
    const padded = e.node('Pad', `${node.name}/padded`, [e.plain(x!), e.int64s([0, before, 0, 0, after, 0])]);
    const end = before === 0 ? toTheEnd : -before;
    return [e.node('Slice', node.name, [padded, e.int64s([after]), e.int64s([end]), e.int64s([1])])];
  },
  portable(tf, [x], node) {
    const { before, after } = amounts(node);
    const padded = tf.pad(x!, [
      [0, 0],
      [before, after],
      [0, 0],
    ]);
    return [tf.slice(padded, [0, after, 0], x!.shape)];
  },
};
