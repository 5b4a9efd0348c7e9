/** What is computed while the graph is imported: shapes, from the sizes that are known then. */

import { broadcastSizes, sizesOf } from '../../broadcast.js';
import { numbersOf } from '../../importer.js';
import { ImportProblem } from '../../model.js';
import { intAttr, type OpTable, required, type TranslateOp } from '../../op.js';
import { fixedCount, plain, type Quantity, quotient, times } from '../../quantity.js';
import { largestTable, numbers, spreadTable } from '../../tables.js';
import type { NumbersValue, Value } from '../../value.js';

export const isNumbers = (value: Value | undefined): value is NumbersValue => value?.kind === 'numbers';

export const foldable = (a: Value, b: Value): boolean => isNumbers(a) && isNumbers(b);

type Operation = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'equal' | 'mod' | 'pow';

/** Of two values that are known, elementwise. */
export function arithmetic(a: Value, b: Value, operation: Operation): NumbersValue {
  const sizes = broadcastSizes(sizesOf(a), sizesOf(b)).map(({ count }) => count);
  const [x, y] = [spreadTable(numbersOf(a, 'operand'), sizes), spreadTable(numbersOf(b, 'operand'), sizes)];
  const whole = x.whole && y.whole;
  const values = x.values.map((value, i) => compute(value, y.values[i]!, operation, whole));
  return numbers(values, sizes, whole || operation === 'equal');
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
    case 'pow':
      return plain(x ** y);
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

const range: TranslateOp = (_m, _node, inputs) => {
  const [start, end, step] = [0, 1, 2].map((i) =>
    fixedCount(numbersOf(required(inputs, i), 'range').values[0]!),
  );
  const count = Math.max(0, Math.ceil((end! - start!) / step!));
  if (!(count <= largestTable)) throw new ImportProblem(`it counts to ${end}`);
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
  if (!(count <= largestTable)) throw new ImportProblem(`it fills a constant of ${count} values`);
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
  const all = [0, 1, 2].map((i) => numbersOf(required(inputs, i), 'choice'));
  const sizes = all
    .map(sizesOf)
    .reduce(broadcastSizes)
    .map(({ count }) => count);
  const [condition, a, b] = all.map((table) => spreadTable(table, sizes)) as [
    NumbersValue,
    NumbersValue,
    NumbersValue,
  ];
  return [
    numbers(
      condition.values.map(({ count }, i) => (count !== 0 ? a : b).values[i]!),
      sizes,
      a.whole,
    ),
  ];
};

const not: TranslateOp = (_m, _node, inputs) => {
  const { values, shape } = numbersOf(required(inputs, 0), 'operand');
  return [
    numbers(
      values.map(({ count }) => plain(Number(count === 0))),
      shape,
    ),
  ];
};

const compared =
  (holds: (a: number, b: number) => boolean): TranslateOp =>
  (_m, _node, inputs) => {
    const difference = arithmetic(required(inputs, 0), required(inputs, 1), 'sub');
    return [
      numbers(
        difference.values.map(({ count }) => plain(Number(holds(count, 0)))),
        difference.shape,
      ),
    ];
  };

export const numberOps: OpTable = {
  Shape: shape,
  Size: (_m, _node, inputs) => [numbers([sizesOf(required(inputs, 0)).reduce(times, plain(1))], [])],
  Range: range,
  ConstantOfShape: constantOfShape,
  Equal: folded('equal'),
  Mod: folded('mod'),
  Where: where,
  Not: not,
  Less: compared((a, b) => a < b),
  Greater: compared((a, b) => a > b),
  Floor: rounded(Math.floor),
  Ceil: rounded(Math.ceil),
};
