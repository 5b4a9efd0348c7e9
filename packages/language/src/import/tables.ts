/** Tables of numbers that are known while a graph is imported: cut, turned and joined as an op would. */
import { ImportProblem } from './model.js';
import type { Quantity } from './quantity.js';
import type { NumbersValue } from './value.js';

/** Larger ones are no shapes and no indices. */
export const largestTable = 1 << 19;

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

const stridesOf = (shape: readonly number[]): readonly number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((n, size) => n * size, 1));

export const sizeOf = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);

/** A table of that shape whose values are told by their place in another one. @throws ImportProblem for a table too large */
function tableOf(
  { values, whole }: NumbersValue,
  shape: readonly number[],
  place: (index: readonly number[]) => number,
): NumbersValue {
  const count = sizeOf(shape);
  if (count > largestTable) throw new ImportProblem(`it computes a table of ${count} numbers`);
  const strides = stridesOf(shape);
  const found = Array.from({ length: count }, (_, i) => {
    const index = strides.map((stride, axis) => Math.floor(i / stride) % shape[axis]!);
    return values[place(index)]!;
  });
  return numbers(found, shape, whole);
}

const placeIn = (strides: readonly number[], index: readonly number[]): number =>
  strides.reduce((at, stride, axis) => at + stride * index[axis]!, 0);

export function turnedTable(table: NumbersValue, perm: readonly number[]): NumbersValue {
  const strides = stridesOf(table.shape);
  const turned = perm.map((axis) => strides[axis]!);
  return tableOf(
    table,
    perm.map((axis) => table.shape[axis]!),
    (index) => placeIn(turned, index),
  );
}

/** Along one axis what stands at these places, once or several times. */
export function pickedTable(table: NumbersValue, axis: number, places: readonly number[]): NumbersValue {
  const strides = stridesOf(table.shape);
  const shape = table.shape.map((size, i) => (i === axis ? places.length : size));
  return tableOf(table, shape, (index) =>
    placeIn(
      strides,
      index.map((at, i) => (i === axis ? places[at]! : at)),
    ),
  );
}

export const inTableShape = ({ values, whole }: NumbersValue, shape: readonly number[]): NumbersValue =>
  numbers(values, shape, whole);

/** Repeated along axes of size 1. */
export function spreadTable(table: NumbersValue, shape: readonly number[]): NumbersValue {
  const missing = shape.length - table.shape.length;
  const strides = stridesOf(table.shape);
  const own = shape.map((_, axis) =>
    axis < missing || table.shape[axis - missing] === 1 ? 0 : strides[axis - missing]!,
  );
  return tableOf(table, shape, (index) => placeIn(own, index));
}

export function joinedTable(tables: readonly NumbersValue[], axis: number): NumbersValue {
  const [first] = tables;
  const shape = first!.shape.map((size, i) =>
    i === axis ? tables.reduce((sum, table) => sum + (table.shape[axis] ?? 1), 0) : size,
  );
  const outer = sizeOf(shape.slice(0, axis));
  const values = Array.from({ length: outer }, (_, row) =>
    tables.flatMap((table) => {
      const width = sizeOf(table.shape.slice(axis));
      return table.values.slice(row * width, (row + 1) * width);
    }),
  ).flat();
  return numbers(
    values,
    shape,
    tables.every(({ whole }) => whole),
  );
}
