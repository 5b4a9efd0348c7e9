/** Pools over windows and over whole images, and sums and means over axes. */

import { mul, sqrt } from '../../../graph/ops/elementwise.js';
import { pad } from '../../../graph/ops/padding.js';
import { avgPool, maxPool as maxPoolOp } from '../../../graph/ops/pooling.js';
import { type ReduceAttrs, reduceMax, reduceMean, reduceSum } from '../../../graph/ops/tensor.js';
import { roundedUp } from '../../../graph/pools.js';
import { fixed } from '../../../graph/shape.js';
import type { OpDefinition } from '../../../graph/types.js';
import { type Importer, wholeNumbers } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import { axisOf, dataAt, intAttr, intsAttr, type OpTable, type TranslateOp } from '../../op.js';
import { plain } from '../../quantity.js';
import type { DataValue } from '../../value.js';
import { nhwc, refuseDilations, windowPadding } from './convolution.js';

const windowPool =
  (kind: 'max' | 'average'): TranslateOp =>
  (m, node, inputs) => {
    const value = dataAt(inputs, 0);
    if (value.sizes.length !== 4) throw new ImportProblem(`it pools over ${value.sizes.length - 2} axes`);
    refuseDilations(node);
    const size = intsAttr(node, 'kernel_shape') ?? [];
    const strides = intsAttr(node, 'strides') ?? [1, 1];
    if (size.length !== 2 || strides.length !== 2) throw new ImportProblem('its window has not two sides');
    const x = m.inOrder(value, nhwc, node);
    const pixels = m.b
      .type(x)
      .shape.slice(1, 3)
      .map((dim) => fixed(dim, node.name));
    const written = windowPadding(node, pixels, size, strides);
    const sides = typeof written === 'string' ? sidesOf(written, pixels, size, strides) : written;
    const ceil = intAttr(node, 'ceil_mode', 0) === 1;
    const window = { size: [size[0]!, size[1]!], strides: [strides[0]!, strides[1]!] } as const;
    const grown = sides.map((side, i) =>
      ceil ? roundedUp(pixels[i]!, size[i]!, strides[i]!, side) : side,
    ) as unknown as Sides;
    const counted =
      kind === 'average' && intAttr(node, 'count_include_pad', 0) === 1 && sides.flat().some((n) => n > 0);
    const name = m.named(node);
    const y = m.b.within({ block: 'network' }, () => {
      if (!counted)
        return m.b.apply(
          kind === 'max' ? maxPoolOp : avgPool,
          [x],
          { ...window, padding: shorter(grown) },
          name,
        );
      const around = m.b.apply(pad, [x], { padding: sides, value: 0 }, `${name}/pad`);
      const rest = grown.map((side, i) => [
        side[0] - sides[i]![0],
        side[1] - sides[i]![1],
      ]) as unknown as Sides;
      return m.b.apply(avgPool, [around], { ...window, padding: shorter(rest) }, name);
    });
    const [, h, w] = m.b.type(y).shape;
    return [
      m.data(
        y,
        [value.sizes[0]!, value.sizes[1]!, plain(fixed(h, node.name)), plain(fixed(w, node.name))],
        nhwc,
      ),
    ];
  };

type Sides = readonly [readonly [number, number], readonly [number, number]];

function sidesOf(
  padding: 'same' | 'valid',
  pixels: readonly number[],
  size: readonly number[],
  strides: readonly number[],
): Sides {
  const side = (i: 0 | 1): readonly [number, number] => {
    if (padding === 'valid') return [0, 0];
    const total = Math.max(
      (Math.ceil(pixels[i]! / strides[i]!) - 1) * strides[i]! + size[i]! - pixels[i]!,
      0,
    );
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  return [side(0), side(1)];
}

const shorter = (sides: Sides) => (sides.flat().every((n) => n === 0) ? 'valid' : sides);

/** The value reduced over axes of the file. */
export function reduced(
  m: Importer,
  node: ForeignNode,
  { ref, sizes, order }: DataValue,
  op: OpDefinition<ReduceAttrs>,
  axes: readonly number[],
  keepDims: boolean,
): DataValue {
  if (axes.some((axis) => sizes[axis]!.batch))
    throw new ImportProblem('it computes over the examples of a batch');
  const at = axes.map((axis) => order.indexOf(axis)).sort((a, b) => a - b);
  const y = m.apply(op, [ref], { axes: at, keepDims }, node);
  if (keepDims)
    return m.data(
      y,
      sizes.map((size, axis) => (axes.includes(axis) ? plain(1) : size)),
      order,
    );
  const left = sizes.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
  const rest = order.flatMap((axis) => (axes.includes(axis) ? [] : [left.indexOf(axis)]));
  return m.data(
    y,
    left.map((axis) => sizes[axis]!),
    rest,
  );
}

const reduction =
  (op: OpDefinition<ReduceAttrs>): TranslateOp =>
  (m, node, inputs) => {
    const value = dataAt(inputs, 0);
    const rank = value.sizes.length;
    const given = intsAttr(node, 'axes') ?? (inputs[1] ? wholeNumbers(inputs[1], 'axes') : []);
    if (given.length === 0 && intAttr(node, 'noop_with_empty_axes', 0) === 1) return [value];
    const axes = (given.length > 0 ? given : value.sizes.map((_, i) => i)).map((axis) => axisOf(axis, rank));
    return [reduced(m, node, value, op, axes, intAttr(node, 'keepdims', 1) === 1)];
  };

const overPixels =
  (op: OpDefinition<ReduceAttrs>): TranslateOp =>
  (m, node, inputs) => {
    const value = dataAt(inputs, 0);
    const axes = value.sizes.flatMap((_, axis) => (axis > 1 ? [axis] : []));
    return [reduced(m, node, value, op, axes, true)];
  };

/** `√Σx²`. */
const norm: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const square = m.data(m.apply(mul, [value.ref, value.ref], {}, node), value.sizes, value.order);
  const sum = reduction(reduceSum)(m, node, [square, ...inputs.slice(1)])[0] as DataValue;
  return [m.data(m.apply(sqrt, [sum.ref], {}, node), sum.sizes, sum.order)];
};

export const poolingOps: OpTable = {
  MaxPool: windowPool('max'),
  AveragePool: windowPool('average'),
  GlobalAveragePool: overPixels(reduceMean),
  GlobalMaxPool: overPixels(reduceMax),
  ReduceMean: reduction(reduceMean),
  ReduceMax: reduction(reduceMax),
  ReduceSum: reduction(reduceSum),
  ReduceL2: norm,
};
