/** Products that are told by the letters of their axes: those that are one product of matrices. */
import { ImportProblem } from '../../model.js';
import { dataAt, type OpTable, type TranslateOp, textAttr } from '../../op.js';
import type { DataValue } from '../../value.js';
import { ofData } from './matrix.js';

/** The value with its axes in the order of these letters: no node, only another view. */
function turned(value: DataValue, from: readonly string[], to: readonly string[]): DataValue {
  const perm = to.map((letter) => from.indexOf(letter));
  return {
    ...value,
    sizes: perm.map((axis) => value.sizes[axis]!),
    order: value.order.map((axis) => perm.indexOf(axis)),
  };
}

const einsum: TranslateOp = (m, node, inputs) => {
  const equation = textAttr(node, 'equation', '').replaceAll(' ', '');
  const [, left = '', right = '', out = ''] = /^(\w+),(\w+)->(\w+)$/.exec(equation) ?? [];
  const [a, b, result] = [[...left], [...right], [...out]];
  const shared = result.filter((letter) => a.includes(letter) && b.includes(letter));
  const summed = a.filter((letter) => b.includes(letter) && !result.includes(letter));
  const [rows, columns] = [a, b].map((own, i) => own.filter((letter) => !(i === 0 ? b : a).includes(letter)));
  const fits = summed.length === 1 && rows!.length === 1 && columns!.length === 1;
  const whole = [...shared, ...rows!, ...columns!].every((letter) => result.includes(letter));
  if (!fits || !whole || result.length !== shared.length + 2 || inputs.length !== 2)
    throw new ImportProblem(`it computes ${equation}, which is no product of matrices`);
  const x = turned(dataAt(inputs, 0), a, [...shared, ...rows!, ...summed]);
  const y = turned(dataAt(inputs, 1), b, [...shared, ...summed, ...columns!]);
  return [turned(ofData(m, node, x, y), [...shared, ...rows!, ...columns!], result)];
};

export const einsumOps: OpTable = { Einsum: einsum };
