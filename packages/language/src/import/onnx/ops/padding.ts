/** Values around others: a number, the outermost ones once more, or their mirror image. */
import { mul } from '../../../graph/ops/elementwise.js';
import { pad as padOp } from '../../../graph/ops/padding.js';
import { type Importer, numbersOf, wholeNumbers } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import { axisOf, dataAt, intsAttr, type OpTable, required, type TranslateOp, textAttr } from '../../op.js';
import { fixedCount, plain } from '../../quantity.js';
import type { DataValue } from '../../value.js';
import { nhwc } from './convolution.js';
import { joined, part } from './parts.js';

interface Side {
  readonly axis: number;
  readonly before: number;
  readonly after: number;
}

/** More copies than this would make a graph of copies. */
const mostCopies = 64;

/** Rows and columns of a number. Of the graph they are the second and third axis, whatever they are in the file. */
function ofNumber(
  m: Importer,
  node: ForeignNode,
  value: DataValue,
  sides: readonly Side[],
  number: number,
): DataValue {
  const inside = (order: readonly number[]) =>
    sides.every(({ axis }) => [1, 2].includes(order.indexOf(axis)));
  const order = inside(value.order) ? value.order : nhwc;
  const at = (place: 1 | 2): readonly [number, number] => {
    const side = sides.find(({ axis }) => order[place] === axis);
    return side ? [side.before, side.after] : [0, 0];
  };
  const y = m.apply(padOp, [m.inOrder(value, order, node)], { padding: [at(1), at(2)], value: number }, node);
  const sizes = value.sizes.map((size, axis) => {
    const side = sides.find((one) => one.axis === axis);
    return side ? plain(fixedCount(size) + side.before + side.after) : size;
  });
  return m.data(y, sizes, order);
}

/** One stretch after another along an axis: those that stand before, the value, those that stand after. */
function byParts(
  m: Importer,
  node: ForeignNode,
  value: DataValue,
  { axis, before, after }: Side,
  mode: string,
): DataValue {
  const size = fixedCount(value.sizes[axis]!);
  if (before + after > mostCopies) throw new ImportProblem(`it pads by ${before} and ${after}, mode ${mode}`);
  const one = (at: number): DataValue => part(m, node, value, axis, at, 1);
  const zeros = (): DataValue => {
    const { ref, sizes, order } = one(0);
    return m.data(m.apply(mul, [ref, m.constant(node, [0], [])], {}, node), sizes, order);
  };
  const front = Array.from({ length: before }, (_, i) =>
    mode === 'edge' ? one(0) : mode === 'reflect' ? one(before - i) : zeros(),
  );
  const back = Array.from({ length: after }, (_, i) =>
    mode === 'edge' ? one(size - 1) : mode === 'reflect' ? one(size - 2 - i) : zeros(),
  );
  return joined(m, node, [...front, value, ...back], axis);
}

const pad: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const mode = textAttr(node, 'mode', 'constant');
  const rank = value.sizes.length;
  const given = intsAttr(node, 'pads') ?? wholeNumbers(required(inputs, 1), 'padding');
  const axes = inputs[3]
    ? wholeNumbers(inputs[3], 'axes').map((axis) => axisOf(axis, rank))
    : value.sizes.map((_, i) => i);
  const sides = axes
    .map((axis, i): Side => ({ axis, before: given[i] ?? 0, after: given[i + axes.length] ?? 0 }))
    .filter(({ before, after }) => before !== 0 || after !== 0);
  if (sides.some(({ before, after }) => before < 0 || after < 0))
    throw new ImportProblem(`it pads by [${given}]`);
  if (sides.length === 0) return [value];
  const number = inputs[2] ? fixedCount(numbersOf(inputs[2], 'value').values[0] ?? plain(0)) : 0;
  const pixels =
    rank === 4 && sides.every(({ axis }) => axis !== 0 && (axis > 1 || value.order.indexOf(axis) < 3));
  if (mode === 'constant' && pixels) return [ofNumber(m, node, value, sides, number)];
  if (!['constant', 'edge', 'reflect'].includes(mode) || number !== 0)
    throw new ImportProblem(`its padding is of mode ${mode} and value ${number}`);
  return [sides.reduce((x, side) => byParts(m, node, x, side, mode), value)];
};

export const paddingOps: OpTable = { Pad: pad };
