/** The two cells of NASNet-A, figure 4 of arXiv:1707.07012, in the order and with the names of Keras's `applications/nasnet.py`. */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, type ConvOptions, conv2d } from '../graph/layers.js';
import type { Sides } from '../graph/ops/convolution.js';
import { add, relu } from '../graph/ops/elementwise.js';
import { slice } from '../graph/ops/indexing.js';
import { pad } from '../graph/ops/padding.js';
import { concat } from '../graph/ops/tensor.js';
import { averagePool, maxPool } from '../graph/pools.js';
import { fixed } from '../graph/shape.js';
import { type Ref, ShapeError } from '../graph/types.js';
import { separableConv2d } from './separable.js';

/** What a cell reads: the last cell's output, and what that one read; nothing before the first. */
export interface Cells {
  readonly x: Ref;
  readonly before: Ref | undefined;
}

const norm = { epsilon: 1e-3, momentum: 0.9997 };

export const convolution = (
  b: GraphBuilder,
  name: string,
  normName: string,
  x: Ref,
  options: ConvOptions,
): Ref => batchNorm(b, normName, conv2d(b, name, x, options), norm);

const activated = (b: GraphBuilder, x: Ref, name: string): Ref => b.apply(relu, [x], {}, `${name}/relu`);

const channelsOf = (b: GraphBuilder, x: Ref): number => fixed(b.type(x).shape[3], 'cell');
const rowsOf = (b: GraphBuilder, x: Ref): number => fixed(b.type(x).shape[1], 'cell');

/** Two separable convolutions, each after an activation; the first may halve the map. */
function twice(b: GraphBuilder, id: string, x: Ref, filters: number, size: number, stride = 1): Ref {
  const part = (y: Ref, n: number, window: { readonly stride?: number }): Ref => {
    const name = `separable_conv_${n}_${id}`;
    const made = separableConv2d(b, name, activated(b, y, name), { filters, size, ...window });
    return batchNorm(b, `separable_conv_${n}_bn_${id}`, made, norm);
  };
  return part(part(x, 1, { stride }), 2, {});
}

/** What came before, in the height and the filters of what the cell computes. */
function adjusted(b: GraphBuilder, { x, before = x }: Cells, id: string, filters: number): Ref {
  if (before === x) return x;
  if (rowsOf(b, before) !== rowsOf(b, x)) return halved(b, before, id, filters);
  if (channelsOf(b, before) === filters) return before;
  const name = `adjust_conv_projection_${id}`;
  return convolution(b, name, `adjust_bn_${id}`, activated(b, before, name), { filters, size: 1 });
}

/** Every second pixel beside every second one from the next row and column on, each with half of the filters. */
function halved(b: GraphBuilder, before: Ref, id: string, filters: number): Ref {
  const name = `adjust_${id}`;
  const x = activated(b, before, name);
  const [, rows, columns] = b.type(x).shape;
  const after: Sides = [
    [0, 1],
    [0, 1],
  ];
  const padded = b.apply(pad, [x], { padding: after, value: 0 }, `${name}/pad`);
  const down = b.apply(slice, [padded], { axis: 1, begin: 1, size: fixed(rows, name) }, `${name}/down`);
  const next = b.apply(slice, [down], { axis: 2, begin: 1, size: fixed(columns, name) }, `${name}/next`);
  const parts = [x, next].map((value, i) =>
    conv2d(b, `adjust_conv_${i + 1}_${id}`, value, {
      filters: filters / 2,
      size: 1,
      stride: 2,
      padding: 'valid',
    }),
  );
  return batchNorm(b, `adjust_bn_${id}`, b.apply(concat, parts, {}, `${name}/concat`), norm);
}

const average = (b: GraphBuilder, name: string, x: Ref): Ref =>
  averagePool(b, name, x, { size: 3, stride: 1, padding: 'same', countPadding: false });

/** `x` and what came before as large as it is, both in so many filters. */
export function normalCell(b: GraphBuilder, cells: Cells, id: string, filters: number): Cells {
  const sum = (n: number, one: Ref, other: Ref) => b.apply(add, [one, other], {}, `normal_add_${n}_${id}`);
  const p = adjusted(b, cells, id, filters);
  const name = `normal_conv_1_${id}`;
  const h = convolution(b, name, `normal_bn_1_${id}`, activated(b, cells.x, name), { filters, size: 1 });
  const first = sum(
    1,
    twice(b, `normal_left1_${id}`, h, filters, 5),
    twice(b, `normal_right1_${id}`, p, filters, 3),
  );
  const second = sum(
    2,
    twice(b, `normal_left2_${id}`, p, filters, 5),
    twice(b, `normal_right2_${id}`, p, filters, 3),
  );
  const third = sum(3, average(b, `normal_left3_${id}`, h), p);
  const fourth = sum(4, average(b, `normal_left4_${id}`, p), average(b, `normal_right4_${id}`, p));
  const fifth = sum(5, twice(b, `normal_left5_${id}`, h, filters, 3), h);
  const values = [p, first, second, third, fourth, fifth];
  return { x: b.apply(concat, values, {}, `normal_concat_${id}`), before: cells.x };
}

/** The same with half of the height and width. @throws ShapeError where there is nothing to halve */
export function reductionCell(b: GraphBuilder, cells: Cells, id: string, filters: number): Cells {
  if (rowsOf(b, cells.x) < 2) throw new ShapeError(`${id}: a map of one pixel cannot be reduced.`);
  const sum = (n: number, one: Ref, other: Ref) => b.apply(add, [one, other], {}, `reduction_add_${n}_${id}`);
  const p = adjusted(b, cells, id, filters);
  const name = `reduction_conv_1_${id}`;
  const h = convolution(b, name, `reduction_bn_1_${id}`, activated(b, cells.x, name), { filters, size: 1 });
  // Keras pads with zeros, which count in the mean and may be the largest.
  const padding: Sides = [sidesOf(rowsOf(b, h)), sidesOf(fixed(b.type(h).shape[2], id))];
  const padded = b.apply(pad, [h], { padding, value: 0 }, `reduction_pad_1_${id}`);
  const window = { size: 3, stride: 2 } as const;
  const first = sum(
    1,
    twice(b, `reduction_left1_${id}`, h, filters, 5, 2),
    twice(b, `reduction_right1_${id}`, p, filters, 7, 2),
  );
  const second = sum(
    2,
    maxPool(b, `reduction_left2_${id}`, padded, window),
    twice(b, `reduction_right2_${id}`, p, filters, 7, 2),
  );
  const third = sum(
    3,
    averagePool(b, `reduction_left3_${id}`, padded, { ...window, countPadding: false }),
    twice(b, `reduction_right3_${id}`, p, filters, 5, 2),
  );
  const fourth = sum(4, second, average(b, `reduction_left4_${id}`, first));
  const fifth = sum(
    5,
    twice(b, `reduction_left4_${id}`, first, filters, 3),
    maxPool(b, `reduction_right5_${id}`, padded, window),
  );
  const values = [second, third, fourth, fifth];
  return { x: b.apply(concat, values, {}, `reduction_concat_${id}`), before: cells.x };
}

/** `correct_pad` of Keras for a window of 3: as TensorFlow's `same` with a stride of 2. */
const sidesOf = (size: number): readonly [number, number] => [size % 2, 1];
