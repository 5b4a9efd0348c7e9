import { hidden } from '@tlp/language/graph/ops/masks.js';
import { type } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';

/** Ones below and on the diagonal, less one: 0 for what is seen, -1 for what is not; times the size of the mask. */
export const causalMaskKernel: OpKernel = {
  gradient: () => [null],
  tensorflow(e, node, [x], [from]) {
    const name = (part: string) => `${node.name}/${part}`;
    const tokens = e.pick(name('tokens'), e.shape(name('shape'), x!, from!.dtype), 1);
    const square = e.concat(name('square'), [tokens, tokens], 'int32');
    const ones = e.float('Fill', name('ones'), [square, e.scalar(1)], { index_type: type('int32') });
    const band = [ones, e.scalar(-1, 'int32'), e.scalar(0, 'int32')];
    const lower = e.float('MatrixBandPart', name('lower'), band, { Tindex: type('int32') });
    const unseen = e.float('Sub', name('unseen'), [lower, e.scalar(1)]);
    return [e.float('Mul', node.name, [unseen, e.scalar(-hidden)])];
  },
  onnx(e, node, [x]) {
    const name = (part: string) => `${node.name}/${part}`;
    const tokens = e.size(name('tokens'), x!, 1, 'vector');
    const square = e.node('Concat', name('square'), [tokens, tokens], { axis: 0 });
    const ones = e.node('Expand', name('ones'), [e.scalar(1), square]);
    const upper = e.node('Trilu', name('upper'), [ones, e.int64(1)], { upper: 1 });
    return [e.node('Mul', node.name, [upper, e.scalar(hidden)])];
  },
  portable(tf, [x]) {
    const tokens = x!.shape[1]!;
    const at = (i: number) => (i % tokens > Math.floor(i / tokens) ? hidden : 0);
    return [
      tf.tensor2d(
        Float32Array.from({ length: tokens * tokens }, (_, i) => at(i)),
        [tokens, tokens],
      ),
    ];
  },
};
