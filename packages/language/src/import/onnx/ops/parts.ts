/** Parts of values, and values put together. */
import { repeat } from '../../../graph/ops/arrange.js';
import { slice as sliceOp } from '../../../graph/ops/indexing.js';
import { pad as padOp } from '../../../graph/ops/padding.js';
import { concat as concatOp } from '../../../graph/ops/tensor.js';
import { operand, sizesOf, spread } from '../../broadcast.js';
import { type Importer, numbersOf, wholeNumbers } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import {
  axisOf,
  dataAt,
  intAttr,
  intsAttr,
  type OpTable,
  required,
  type TranslateOp,
  textAttr,
} from '../../op.js';
import { fixedCount, plain, type Quantity, sameQuantity } from '../../quantity.js';
import type { DataValue, NumbersValue, Value } from '../../value.js';
import { nhwc } from './convolution.js';
import { isNumbers, numbers, picked } from './numbers.js';

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
  if (step < 1 || count % step !== 0 || begin >= step)
    throw new ImportProblem(`it takes every ${step}th of ${count}`);
  const around = (middle: readonly Quantity[]) =>
    value.sizes.flatMap((one, i) => (i === axis ? middle : [one]));
  const split = m.reshape(value, around([plain(count / step), plain(step)]), node);
  return m.reshape(part(m, node, split, axis + 1, begin, 1), around([plain(count / step)]), node);
}

const slice: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const rank = sizesOf(value).length;
  const told = (name: string, index: number) =>
    intsAttr(node, name) ?? (inputs[index] ? wholeNumbers(inputs[index], name) : undefined);
  const [starts = [], ends = []] = [told('starts', 1), told('ends', 2)];
  const axes = (told('axes', 3) ?? starts.map((_, i) => i)).map((axis) => axisOf(axis, rank));
  const steps = told('steps', 4) ?? starts.map(() => 1);
  if (isNumbers(value)) return [slicedNumbers(value, starts[0] ?? 0, ends[0] ?? 0, steps[0] ?? 1)];
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

function slicedNumbers(
  { values, whole }: NumbersValue,
  start: number,
  end: number,
  step: number,
): NumbersValue {
  const found = values
    .slice(start, end >= 2 ** 31 - 1 ? undefined : end)
    .filter((_, i) => i % Math.max(step, 1) === 0);
  return numbers(found, [found.length], whole);
}

const gather: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const which = numbersOf(required(inputs, 1), 'index');
  const indices = which.values.map(fixedCount);
  const scalar = which.shape.length === 0;
  if (isNumbers(value)) return [picked(value, indices, scalar)];
  if (value.kind === 'weight') throw new ImportProblem('it looks up rows of a tensor of the file');
  if (which.shape.length > 1) throw new ImportProblem('it looks up rows by a table of numbers');
  const axis = axisOf(intAttr(node, 'axis', 0), value.sizes.length);
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
  if (runs.length > 256) throw new ImportProblem(`it picks ${runs.length} parts of an axis`);
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
    if (isNumbers(value)) return slicedNumbers(value, begin - count, begin, 1);
    if (value.kind === 'weight') throw new ImportProblem('it splits a tensor of the file');
    return part(m, node, value, axis, begin - count, count);
  });
};

function joined(m: Importer, node: ForeignNode, values: readonly DataValue[], axis: number): DataValue {
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

/** A tensor of the file once for each example: a class token. */
export function forEach(m: Importer, node: ForeignNode, value: Value, like: DataValue): DataValue {
  if (value.kind === 'data') return value;
  const order = like.order;
  const parameter = operand(m, node, value, order, 'token');
  const full = sizesOf(value);
  const shaped = inShapeOf(
    m,
    node,
    parameter,
    order.map((axis) => fixedCount(full[axis]!)),
  );
  const y = m.apply(repeat, [shaped, m.model.inputs[0] ? imageOf(m) : parameter], {}, node);
  return m.data(
    y,
    full.map((size, axis) => (order[0] === axis ? { count: 1, batch: true } : size)),
    order,
  );
}

const imageOf = (m: Importer) => {
  const image = m.value(m.model.inputs[0]!.name);
  if (image.kind !== 'data') throw new ImportProblem('it reads no image');
  return image.ref;
};

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
    const all = values.flatMap(({ values: each }) => each);
    return [
      numbers(
        all,
        [all.length],
        values.every(({ whole }) => whole),
      ),
    ];
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
    const count = asked.reduce((n, size) => n * fixedCount(size), 1);
    if (value.values.length !== 1 || count > 65_536) return [value];
    return [numbers(new Array<Quantity>(count).fill(value.values[0]!), asked.map(fixedCount), value.whole)];
  }
  if (value.kind === 'data') return [spread(m, node, value, asked)];
  const before = sizesOf(value);
  if (
    asked[0]?.batch &&
    before.length === asked.length &&
    before.every((size, i) => i === 0 || sameQuantity(size, asked[i]!))
  ) {
    const order = before.map((_, i) => i);
    return [forEach(m, node, value, { kind: 'data', ref: '', sizes: before, order, dtype: 'float32' })];
  }
  if (
    asked.length <= before.length &&
    asked.every(
      (size, i) => size.count === 1 || sameQuantity(size, before[before.length - asked.length + i]!),
    )
  )
    return [value];
  throw new ImportProblem('it repeats a tensor of the file');
};

const pad: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const mode = textAttr(node, 'mode', 'constant');
  const rank = value.sizes.length;
  const given = intsAttr(node, 'pads') ?? wholeNumbers(required(inputs, 1), 'padding');
  const axes = inputs[3]
    ? wholeNumbers(inputs[3], 'axes').map((axis) => axisOf(axis, rank))
    : value.sizes.map((_, i) => i);
  const around = axes.map((axis, i) => ({ axis, before: given[i]!, after: given[i + axes.length]! }));
  const moved = around.filter(({ before, after }) => before !== 0 || after !== 0);
  if (moved.length === 0) return [value];
  if (mode !== 'constant') throw new ImportProblem(`its padding is of mode ${mode}`);
  const filled = inputs[2] ? fixedCount(numbersOf(inputs[2], 'value').values[0] ?? plain(0)) : 0;
  if (rank !== 4 || moved.some(({ before, after }) => before < 0 || after < 0))
    throw new ImportProblem(`it pads by [${given}]`);
  // Rows and columns of the graph are its second and third axis, whatever they are in the file.
  const order = moved.every(({ axis }) => [1, 2].includes(value.order.indexOf(axis))) ? value.order : nhwc;
  const sides = (at: 1 | 2): readonly [number, number] => {
    const found = moved.find(({ axis }) => order[at] === axis);
    return found ? [found.before, found.after] : [0, 0];
  };
  if (moved.some(({ axis }) => ![1, 2].includes(order.indexOf(axis))))
    throw new ImportProblem('it pads channels');
  const y = m.apply(
    padOp,
    [m.inOrder(value, order, node)],
    { padding: [sides(1), sides(2)], value: filled },
    node,
  );
  const sizes = value.sizes.map((size, axis) => {
    const found = moved.find((one) => one.axis === axis);
    return found ? plain(fixedCount(size) + found.before + found.after) : size;
  });
  return [m.data(y, sizes, order)];
};

export const partOps: OpTable = {
  Slice: slice,
  Gather: gather,
  Split: split,
  Concat: concat,
  Expand: expand,
  Pad: pad,
};
