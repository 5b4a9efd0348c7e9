/** What is computed while the graph is imported: shapes, from the sizes that are known then. */

import { sizesOf } from '../../broadcast.js';
import { numbersOf } from '../../importer.js';
import { ImportProblem } from '../../model.js';
import { axisOf, intAttr, type OpTable, required, type TranslateOp } from '../../op.js';
import { fixedCount, plain, type Quantity, quotient, times } from '../../quantity.js';
import type { NumbersValue, Value } from '../../value.js';

export const numbers = (
  values: readonly Quantity[],
  shape: readonly number[],
  whole = true,
): NumbersValue => ({
  kind: 'numbers',
  values,
  shape,
  whole,
});

export const isNumbers = (value: Value | undefined): value is NumbersValue => value?.kind === 'numbers';

export const foldable = (a: Value, b: Value): boolean => isNumbers(a) && isNumbers(b);

type Operation = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'equal' | 'mod';

/** Of two values that are known, elementwise; one of them may be a single number. */
export function arithmetic(a: Value, b: Value, operation: Operation): NumbersValue {
  const [x, y] = [numbersOf(a, 'operand'), numbersOf(b, 'operand')];
  const longer = y.values.length > x.values.length || y.shape.length > x.shape.length ? y : x;
  if (
    ![1, longer.values.length].includes(x.values.length) ||
    ![1, longer.values.length].includes(y.values.length)
  )
    throw new ImportProblem('it computes a shape from tables');
  const whole = x.whole && y.whole;
  const values = longer.values.map((_, i) =>
    compute(
      x.values[x.values.length === 1 ? 0 : i]!,
      y.values[y.values.length === 1 ? 0 : i]!,
      operation,
      whole,
    ),
  );
  return numbers(values, longer.shape, whole || operation === 'equal');
}

function compute(a: Quantity, b: Quantity, operation: Operation, whole: boolean): Quantity {
  if (operation === 'mul') return times(a, b);
  if (operation === 'div') {
    const exact = quotient(a, b);
    if (exact) return exact;
    const value = fixedCount(a) / fixedCount(b);
    return plain(whole ? Math.trunc(value) : value);
  }
  if (operation === 'equal') return plain(Number(a.count === b.count && a.batch === b.batch));
  if (operation === 'add' && b.count === 0) return a;
  if (operation === 'add' && a.count === 0) return b;
  if (operation === 'sub' && b.count === 0) return a;
  const [x, y] = [fixedCount(a), fixedCount(b)];
  switch (operation) {
    case 'add':
      return plain(x + y);
    case 'sub':
      return plain(x - y);
    case 'min':
      return plain(Math.min(x, y));
    case 'max':
      return plain(Math.max(x, y));
    case 'mod':
      return plain(((x % y) + y) % y);
  }
}

const folded =
  (operation: Operation): TranslateOp =>
  (_m, _node, inputs) => [arithmetic(required(inputs, 0), required(inputs, 1), operation)];

const rounded =
  (round: (value: number) => number): TranslateOp =>
  (_m, _node, inputs) => {
    const { values, shape, whole } = numbersOf(required(inputs, 0), 'operand');
    return [
      numbers(
        values.map((value) => (value.batch ? value : plain(round(value.count)))),
        shape,
        whole,
      ),
    ];
  };

const longest = 65_536;

const range: TranslateOp = (_m, _node, inputs) => {
  const [start, end, step] = [0, 1, 2].map((i) =>
    fixedCount(numbersOf(required(inputs, i), 'range').values[0]!),
  );
  const count = Math.max(0, Math.ceil((end! - start!) / step!));
  if (!(count <= longest)) throw new ImportProblem(`it counts to ${end}`);
  return [
    numbers(
      Array.from({ length: count }, (_, i) => plain(start! + i * step!)),
      [count],
    ),
  ];
};

const constantOfShape: TranslateOp = (_m, node, inputs) => {
  const shape = numbersOf(required(inputs, 0), 'shape').values.map(fixedCount);
  const { value } = node.attrs;
  const filled = typeof value === 'object' && 'dtype' in value ? value : undefined;
  const count = shape.reduce((n, size) => n * size, 1);
  if (!(count <= longest)) throw new ImportProblem(`it fills a constant of ${count} values`);
  const fill = plain(filled?.values?.[0] ?? 0);
  return [
    numbers(new Array<Quantity>(count).fill(fill), shape, filled ? !filled.dtype.includes('float') : false),
  ];
};

const shape: TranslateOp = (_m, node, inputs) => {
  const sizes = sizesOf(required(inputs, 0));
  const part = sizes.slice(intAttr(node, 'start', 0), intAttr(node, 'end', sizes.length));
  return [numbers(part, [part.length])];
};

const where: TranslateOp = (_m, _node, inputs) => {
  const [condition, a, b] = [0, 1, 2].map((i) => numbersOf(required(inputs, i), 'choice'));
  const longer = [condition!, a!, b!].sort((x, y) => y.values.length - x.values.length)[0]!;
  const at = ({ values }: NumbersValue, i: number) => values[values.length === 1 ? 0 : i]!;
  const values = longer.values.map((_, i) => (at(condition!, i).count !== 0 ? at(a!, i) : at(b!, i)));
  return [numbers(values, longer.shape, a!.whole)];
};

export const numberOps: OpTable = {
  Shape: shape,
  Size: (_m, _node, inputs) => [numbers([sizesOf(required(inputs, 0)).reduce(times, plain(1))], [])],
  Range: range,
  ConstantOfShape: constantOfShape,
  Equal: folded('equal'),
  Mod: folded('mod'),
  Where: where,
  Floor: rounded(Math.floor),
  Ceil: rounded(Math.ceil),
};

/** The numbers along the only axis, or of a list. */
export function picked(
  { values, shape: [length = values.length], whole }: NumbersValue,
  indices: readonly number[],
  scalar: boolean,
): NumbersValue {
  const found = indices.map((index) => values[axisOf(index, length)] ?? plain(0));
  return numbers(found, scalar ? [] : [found.length], whole);
}
