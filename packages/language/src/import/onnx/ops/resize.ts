/** Images enlarged by whole factors, each pixel repeated. */
import { type Importer, numbersOf } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import { dataAt, type Inputs, type OpTable, type TranslateOp, textAttr } from '../../op.js';
import { fixedCount, plain } from '../../quantity.js';
import type { DataValue } from '../../value.js';
import { joined } from './parts.js';

/** By scales, or by the sizes that are asked for. */
function factorsOf(value: DataValue, [, , scales, sizes]: Inputs): readonly number[] {
  const told = scales && numbersOf(scales, 'scales').values.map(fixedCount);
  if (told && told.length > 0) return told;
  if (!sizes) throw new ImportProblem('it enlarges by nothing');
  return numbersOf(sizes, 'sizes').values.map((size, axis) => {
    const before = value.sizes[axis]!;
    return size.batch ? 1 : size.count / before.count;
  });
}

/** Each value of an axis so many times. */
function repeated(m: Importer, node: ForeignNode, value: DataValue, axis: number, factor: number): DataValue {
  if (factor === 1) return value;
  const around = (middle: readonly number[]) =>
    value.sizes.flatMap((size, i) => (i === axis ? middle.map(plain) : [size]));
  const count = fixedCount(value.sizes[axis]!);
  const apart = m.reshape(value, around([count, 1]), node);
  const copies = joined(m, node, new Array<DataValue>(factor).fill(apart), axis + 1);
  return m.reshape(copies, around([count * factor]), node);
}

const resize: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const factors = factorsOf(value, node.op === 'Upsample' ? [inputs[0], undefined, inputs[1]] : inputs);
  if (factors.every((factor) => factor === 1)) return [value];
  const mode = textAttr(node, 'mode', 'nearest');
  if (mode !== 'nearest' || factors.some((factor) => !Number.isInteger(factor) || factor < 1 || factor > 64))
    throw new ImportProblem(
      `it resizes an image by ${factors.slice(-2).join(' × ')}, mode ${mode}; only repeating pixels is supported`,
    );
  return [factors.reduce((x, factor, axis) => repeated(m, node, x, axis, factor), value)];
};

export const resizeOps: OpTable = { Resize: resize, Upsample: resize };
