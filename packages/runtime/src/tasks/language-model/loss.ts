import { judgedColumns } from '@tlp/language/data/judged.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import type { TensorType } from '@tlp/language/graph/types.js';
import type { AddLoss } from '../task-loss.js';

/** The network itself has summed the losses of an example's tokens, see `data/judged.ts`; nothing is fed as its target. */
export const summedLoss: AddLoss = Object.assign(
  ((b, judged) => {
    const first = judgedColumns.map((column) => (column === 'loss' ? 1 : 0));
    const sums = b.apply(mul, [judged, b.constant('loss/column', first)], {}, 'loss/sums');
    return b.apply(reduceSum, [sums], { axes: [1], keepDims: false }, 'loss/of_example');
  }) satisfies AddLoss,
  { targetOf: ({ shape }: TensorType): TensorType => ({ dtype: 'float32', shape: shape.slice(0, 1) }) },
);
