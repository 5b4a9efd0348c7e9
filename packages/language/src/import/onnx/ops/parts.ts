/** Parts of values, and values put together. */
import { repeat } from '../../../graph/ops/arrange.js';
import { slice as sliceOp } from '../../../graph/ops/indexing.js';
import { concat as concatOp } from '../../../graph/ops/tensor.js';
import { broadcastSizes, operand, sizesOf, spread } from '../../broadcast.js';
import { type Importer, numbersOf, wholeNumbers } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import { axisOf, intAttr, intsAttr, type OpTable, required, type TranslateOp } from '../../op.js';
import { fixedCount, isOne, plain, type Quantity, sameQuantity } from '../../quantity.js';
import { inTableShape, joinedTable, pickedTable, spreadTable } from '../../tables.js';
import type { DataValue, Value } from '../../value.js';
import { rowsOfTable } from './lookup.js';
import { isNumbers } from './numbers.js';

/** `begin` up to `begin + size` of an axis of the file. */
export function part(
  m: Importer,
  node: ForeignNode,
  value: DataValue,
  axis: number,
  begin: number,
  size: number,
): DataValue {
  const whole = value.sizes[axis]!;
  if (!whole.batch && begin === 0 && size === whole.count) return value;
  if (whole.batch) throw new ImportProblem('it takes some examples of a batch');
  if (size < 1) throw new ImportProblem('it takes an empty part');
  const y = m.apply(sliceOp, [value.ref], { axis: value.order.indexOf(axis), begin, size }, node);
  return m.data(
    y,
    value.sizes.map((one, i) => (i === axis ? plain(size) : one)),
    value.order,
  );
}

/** Every `step`-th of an axis, from `begin`. */
function stepped(
  m: Importer,
  node: ForeignNode,
  value: DataValue,
  axis: number,
  begin: number,
  step: number,
): DataValue {
  const count = fixedCount(value.sizes[axis]!);
  const wanted = Math.ceil((count - begin) / step);
  if (step < 1 || wanted > mostParts) throw new ImportProblem(`it takes every ${step}th of ${count}`);
  if (count % step !== 0 || begin >= step) {
    const parts = Array.from({ length: wanted }, (_, i) => part(m, node, value, axis, begin + i * step, 1));
    return joined(m, node, parts, axis);
  }
  const around = (middle: readonly Quantity[]) =>
    value.sizes.flatMap((one, i) => (i === axis ? middle : [one]));
  const split = m.reshape(value, around([plain(count / step), plain(step)]), node);
  return m.reshape(part(m, node, split, axis + 1, begin, 1), around([plain(count / step)]), node);
}

/** More parts of one axis than this would make a graph of parts. */
const mostParts = 256;

const slice: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const rank = sizesOf(value).length;
  const told = (name: string, index: number) =>
    intsAttr(node, name) ?? (inputs[index] ? wholeNumbers(inputs[index], name) : undefined);
  const [starts = [], ends = []] = [told('starts', 1), told('ends', 2)];
  const axes = (told('axes', 3) ?? starts.map((_, i) => i)).map((axis) => axisOf(axis, rank));
  const steps = told('steps', 4) ?? starts.map(() => 1);
  if (isNumbers(value)) {
    return [
      axes.reduce(
        (table, axis, i) =>
          pickedTable(table, axis, placesOf(starts[i]!, ends[i]!, steps[i]!, table.shape[axis]!)),
        value,
      ),
    ];
  }
  if (value.kind === 'weight') throw new ImportProblem('it takes a part of a tensor of the file');
  return [
    axes.reduce<DataValue>((whole, axis, i) => {
      const size = whole.sizes[axis]!;
      const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + size.count : at, 0), size.count);
      const untouched = starts[i] === 0 && ends[i]! >= 2 ** 31 - 1 && steps[i] === 1;
      if (untouched) return whole;
      const [begin, end] = [clamp(starts[i]!), clamp(ends[i]!)];
      if (steps[i] !== 1) {
        if (end !== size.count) throw new ImportProblem(`it takes every ${steps[i]}th of a part`);
        return stepped(m, node, whole, axis, begin, steps[i]!);
      }
      return part(m, node, whole, axis, begin, end - begin);
    }, value),
  ];
};

/** The places that a slice takes, as Python counts them. */
function placesOf(start: number, end: number, step: number, size: number): readonly number[] {
  const from = (at: number) => (at < 0 ? at + size : at);
  const [first, last] =
    step > 0
      ? [Math.max(from(start), 0), Math.min(from(end), size)]
      : [Math.min(from(start), size - 1), Math.max(end < -size ? -1 : from(end), -1)];
  const count = Math.max(0, Math.ceil((last - first) / step));
  return Array.from({ length: count }, (_, i) => first + i * step);
}

const gather: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const which = numbersOf(required(inputs, 1), 'index');
  const indices = which.values.map(fixedCount);
  const scalar = which.shape.length === 0;
  const axis = axisOf(intAttr(node, 'axis', 0), Math.max(sizesOf(value).length, 1));
  if (isNumbers(value)) {
    const places = indices.map((index) => axisOf(index, value.shape[axis] ?? 1));
    const found = pickedTable(value, axis, places);
    const around = (middle: readonly number[]) => [
      ...value.shape.slice(0, axis),
      ...middle,
      ...value.shape.slice(axis + 1),
    ];
    return [inTableShape(found, around(which.shape))];
  }
  if (value.kind === 'weight') return [rowsOfTable(m, node, value, axis, indices, which.shape)];
  if (which.shape.length > 1) throw new ImportProblem('it looks up rows by a table of numbers');
  const size = fixedCount(value.sizes[axis]!);
  const rows = indices.map((index) => axisOf(index, size));
  if (scalar) {
    const one = part(m, node, value, axis, rows[0]!, 1);
    return [
      m.reshape(
        one,
        one.sizes.filter((_, i) => i !== axis),
        node,
      ),
    ];
  }
  const runs = rows.reduce<{ begin: number; size: number }[]>((all, row) => {
    const last = all.at(-1);
    if (last && last.begin + last.size === row) last.size++;
    else all.push({ begin: row, size: 1 });
    return all;
  }, []);
  if (runs.length > mostParts) throw new ImportProblem(`it picks ${runs.length} parts of an axis`);
  return [
    joined(
      m,
      node,
      runs.map(({ begin, size: n }) => part(m, node, value, axis, begin, n)),
      axis,
    ),
  ];
};

const split: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const axis = axisOf(intAttr(node, 'axis', 0), sizesOf(value).length);
  const size = fixedCount(sizesOf(value)[axis]!);
  const given = intsAttr(node, 'split') ?? (inputs[1] ? wholeNumbers(inputs[1], 'split') : undefined);
  const each = Math.ceil(size / node.outputs.length);
  const sizes = given ?? node.outputs.map((_, i) => Math.min(each, size - i * each));
  let begin = 0;
  return sizes.map((count) => {
    begin += count;
    if (isNumbers(value)) return pickedTable(value, axis, placesOf(begin - count, begin, 1, size));
    if (value.kind === 'weight') throw new ImportProblem('it splits a tensor of the file');
    return part(m, node, value, axis, begin - count, count);
  });
};

export function joined(
  m: Importer,
  node: ForeignNode,
  values: readonly DataValue[],
  axis: number,
): DataValue {
  const [first] = values;
  if (values.length === 1) return first!;
  const { order } = first!;
  const refs = values.map((value) => m.inOrder(value, order, node));
  const at = order.indexOf(axis);
  const y = m.apply(concatOp, refs, at === order.length - 1 ? {} : { axis: at }, node);
  const total = values.reduce((sum, { sizes }) => sum + fixedCount(sizes[axis]!), 0);
  return m.data(
    y,
    first!.sizes.map((size, i) => (i === axis ? plain(total) : size)),
    order,
  );
}

/** A tensor of the file once for each example of a value beside it: a class token. */
function forEach(m: Importer, node: ForeignNode, value: Value, like: DataValue): DataValue {
  if (value.kind === 'data') return value;
  const { order } = like;
  const full = sizesOf(value);
  const [first] = order;
  if (first === undefined || !like.sizes[first]!.batch || !isOne(full[first]!))
    throw new ImportProblem('it joins a tensor of the file with a value of another form');
  const parameter = operand(m, node, value, order, 'token');
  const shaped = inShapeOf(
    m,
    node,
    parameter,
    order.map((axis) => fixedCount(full[axis]!)),
  );
  const y = m.apply(repeat, [shaped, like.ref], {}, node);
  return m.data(
    y,
    full.map((size, axis) => (axis === first ? like.sizes[first]! : size)),
    order,
  );
}

function inShapeOf(m: Importer, node: ForeignNode, ref: string, shape: readonly number[]): string {
  if (m.b.type(ref).shape.join() === shape.join()) return ref;
  const rank = m.b.type(ref).shape.length;
  const order = Array.from({ length: rank }, (_, i) => i);
  const value = m.data(
    ref,
    m.b.type(ref).shape.map((dim) => plain(Number(dim))),
    order,
  );
  return m.inOrder(
    m.reshape(value, shape.map(plain), node),
    shape.map((_, i) => i),
    node,
  );
}

const concat: TranslateOp = (m, node, inputs) => {
  const values = inputs.map((_, i) => required(inputs, i));
  if (values.every(isNumbers)) {
    const rank = Math.max(...values.map(({ shape }) => shape.length), 1);
    const tables = values.map((table) => (table.shape.length === 0 ? inTableShape(table, [1]) : table));
    return [joinedTable(tables, axisOf(intAttr(node, 'axis', 0), rank))];
  }
  const like = values.find((value): value is DataValue => value.kind === 'data');
  if (!like) throw new ImportProblem('it joins tensors of the file');
  const axis = axisOf(intAttr(node, 'axis', 1), like.sizes.length);
  return [
    joined(
      m,
      node,
      values.map((value) => forEach(m, node, value, like)),
      axis,
    ),
  ];
};

const expand: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const asked = numbersOf(required(inputs, 1), 'shape').values.map((size, i) =>
    size.count === -1 ? (sizesOf(value)[i] ?? size) : size,
  );
  if (isNumbers(value)) {
    const sizes = broadcastSizes(sizesOf(value), asked);
    // For each example the same: it spreads by itself where it meets a value.
    return [
      spreadTable(
        value,
        sizes.map(({ count, batch }) => (batch ? 1 : count)),
      ),
    ];
  }
  if (value.kind === 'data') return [spread(m, node, value, asked)];
  const before = sizesOf(value);
  // Once for each example, it spreads by itself where it meets a value.
  const [first, ...rest] = asked;
  const same = (sizes: readonly Quantity[], own: readonly Quantity[]) =>
    sizes.length === own.length && sizes.every((size, i) => size.count === 1 || sameQuantity(size, own[i]!));
  if (first?.batch && isOne(before[0] ?? plain(0)) && same(rest, before.slice(1))) return [value];
  if (same(asked, before)) return [value];
  throw new ImportProblem('it repeats a tensor of the file');
};

export const partOps: OpTable = {
  Slice: slice,
  Gather: gather,
  Split: split,
  Concat: concat,
  Expand: expand,
};
