/** Ops that give values other shapes and orders of axes, without computing. */

import { sizesOf } from '../../broadcast.js';
import { type Importer, numbersOf, wholeNumbers } from '../../importer.js';
import { groupsOf, transposed } from '../../layout.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import {
  axisOf,
  type Inputs,
  intAttr,
  intsAttr,
  type OpTable,
  required,
  type TranslateOp,
} from '../../op.js';
import { isOne, plain, product, type Quantity, quotient, shownSizes } from '../../quantity.js';
import { inTableShape, turnedTable } from '../../tables.js';
import { type Value, type WeightValue, weightShape } from '../../value.js';

/** Any value in another shape. */
export function inShape(m: Importer, node: ForeignNode, value: Value, sizes: readonly Quantity[]): Value {
  if (value.kind === 'data') return m.reshape(value, sizes, node);
  const shape = sizes.map(({ count }) => count);
  if (value.kind === 'numbers') return inTableShape(value, shape);
  return weightInShape(value, shape);
}

function weightInShape(value: WeightValue, shape: readonly number[]): WeightValue {
  const before = weightShape(value);
  const wide = (sizes: readonly number[]) => sizes.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const [from, to] = [wide(before), wide(shape)];
  if (from.map((axis) => before[axis]).join() === to.map((axis) => shape[axis]).join()) {
    return {
      ...value,
      axes: shape.map((size, axis) => (size === 1 ? null : (value.axes[from[to.indexOf(axis)]!] ?? null))),
    };
  }
  const inOrder = value.axes.filter((axis) => axis !== null);
  if (inOrder.some((axis, i) => i > 0 && axis < inOrder[i - 1]!))
    throw new ImportProblem('it reshapes a tensor that was transposed before');
  return { ...value, stored: shape, axes: shape.map((_, axis) => axis) };
}

/**
 * The sizes that a shape asks for, `-1` and `0` filled in. A file that was written for a fixed number of examples has that
 * number in its shapes; where it stands for the batch is found by what fits.
 */
export function sizesAsked(
  from: readonly Quantity[],
  asked: readonly Quantity[],
  allowZero: boolean,
): readonly Quantity[] {
  const copied = asked.map((size, i) =>
    size.count === 0 && !size.batch && !allowZero ? (from[i] ?? size) : size,
  );
  const open = copied.findIndex(({ count, batch }) => count === -1 && !batch);
  const total = product(from);
  const rest = open < 0 ? plain(1) : quotient(total, product(copied.filter((_, i) => i !== open)));
  if (!rest)
    throw new ImportProblem(`it reshapes ${shownSizes(from)} to [${asked.map(({ count }) => count)}]`);
  // What is left over may be the batch and more: where that stands is found below.
  const counts = copied.map((size, i) => (i === open ? plain(rest.count) : size));
  const whole = counts.map((size, i) => (i === open ? { ...size, batch: rest.batch } : size));
  if (open === 0 || !total.batch || counts.some(({ batch }) => batch)) return open < 0 ? counts : whole;
  const before = product(
    from.slice(
      0,
      from.findIndex(({ batch }) => batch),
    ),
  ).count;
  const candidates = counts.flatMap((size, i) => {
    const one = counts.map((other, j) => (i === j ? { ...other, batch: true } : other));
    return groupsOf(from, one) ? [{ size, i, one }] : [];
  });
  const best = candidates.find(({ i }) => product(counts.slice(0, i)).count === before) ?? candidates[0];
  if (!best) throw new ImportProblem(`it reshapes ${shownSizes(from)} to ${shownSizes(counts)}`);
  return best.one;
}

const reshapeOp: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const given = intsAttr(node, 'shape');
  const asked = given ? given.map(plain) : numbersOf(required(inputs, 1), 'shape').values;
  const sizes = sizesAsked(sizesOf(value), asked, intAttr(node, 'allowzero', 0) === 1);
  return [inShape(m, node, value, sizes)];
};

const flatten: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const sizes = sizesOf(value);
  const at = intAttr(node, 'axis', 1);
  const axis = at < 0 ? at + sizes.length : at;
  return [inShape(m, node, value, [product(sizes.slice(0, axis)), product(sizes.slice(axis))])];
};

const axesGiven = (node: ForeignNode, inputs: Inputs): readonly number[] | undefined =>
  intsAttr(node, 'axes') ?? (inputs[1] ? wholeNumbers(inputs[1], 'axes') : undefined);

const squeeze: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const sizes = sizesOf(value);
  const axes = axesGiven(node, inputs)?.map((axis) => axisOf(axis, sizes.length));
  const left = sizes.filter((size, axis) => (axes ? !axes.includes(axis) : !isOne(size)));
  return [inShape(m, node, value, left)];
};

const unsqueeze: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const sizes = [...sizesOf(value)];
  const given = axesGiven(node, inputs) ?? [];
  const rank = sizes.length + given.length;
  for (const axis of given.map((one) => axisOf(one, rank)).sort((a, b) => a - b))
    sizes.splice(axis, 0, plain(1));
  return [inShape(m, node, value, sizes)];
};

const transposeOp: TranslateOp = (_m, node, inputs) => {
  const value = required(inputs, 0);
  const rank = sizesOf(value).length;
  const perm = intsAttr(node, 'perm') ?? Array.from({ length: rank }, (_, i) => rank - 1 - i);
  if (
    [...perm].sort().join() !==
    sizesOf(value)
      .map((_, i) => i)
      .join()
  )
    throw new ImportProblem(`it transposes ${rank} axes by [${perm}]`);
  if (value.kind === 'data') {
    return [
      { ...value, sizes: perm.map((axis) => value.sizes[axis]!), order: transposed(value.order, perm) },
    ];
  }
  if (value.kind === 'weight') return [{ ...value, axes: perm.map((axis) => value.axes[axis]!) }];
  return [turnedTable(value, perm)];
};

const same: TranslateOp = (_m, node, inputs) => {
  const value = required(inputs, 0);
  // Exporters keep equal tensors once and name the others by such nodes.
  return [value.kind === 'weight' && node.op === 'Identity' ? { ...value, alias: node.outputs[0]! } : value];
};

/** Types of whole numbers in onnx.proto. */
const wholeTypes = [2, 3, 4, 5, 6, 7, 12, 13];

const cast: TranslateOp = (_m, node, inputs) => {
  const value = required(inputs, 0);
  if (value.kind !== 'numbers') return [value];
  if (!wholeTypes.includes(intAttr(node, 'to', 1))) return [{ ...value, whole: false }];
  const values = value.values.map(({ count, batch }) => ({ count: Math.trunc(count), batch }));
  return [{ ...value, values, whole: true }];
};

export const arrangeOps: OpTable = {
  Reshape: reshapeOp,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transposeOp,
  Identity: same,
  Dropout: same,
  Cast: cast,
  CastLike: same,
};
