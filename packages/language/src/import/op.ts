/** How an op of a file becomes nodes of the graph. */
import type { Importer } from './importer.js';
import { type ForeignNode, type ForeignTensor, ImportProblem } from './model.js';
import type { DataValue, Value } from './value.js';

/** The values of a node's outputs. @throws ImportProblem for a form of the op that the graph cannot have */
export type TranslateOp = (m: Importer, node: ForeignNode, inputs: Inputs) => readonly Value[];

export type OpTable = Readonly<Record<string, TranslateOp>>;

/** A node's inputs; optional ones that are left out are undefined. */
export type Inputs = readonly (Value | undefined)[];

export function required(inputs: Inputs, index: number): Value {
  const value = inputs[index];
  if (!value) throw new ImportProblem(`its input ${index + 1} is missing`);
  return value;
}

/** @throws ImportProblem where it is a tensor of the file */
export function dataAt(inputs: Inputs, index: number): DataValue {
  const value = required(inputs, index);
  if (value.kind !== 'data') throw new ImportProblem(`its input ${index + 1} is a constant`);
  return value;
}

export function intAttr({ attrs }: ForeignNode, name: string, fallback: number): number {
  const value = attrs[name];
  return typeof value === 'number' ? value : fallback;
}

export const floatAttr = intAttr;

export function textAttr({ attrs }: ForeignNode, name: string, fallback: string): string {
  const value = attrs[name];
  return typeof value === 'string' ? value : fallback;
}

export function intsAttr({ attrs }: ForeignNode, name: string): readonly number[] | undefined {
  const value = attrs[name];
  return isNumbers(value) ? value : undefined;
}

const isNumbers = (
  value: number | string | readonly unknown[] | ForeignTensor | undefined,
): value is readonly number[] => Array.isArray(value) && value.every((one) => typeof one === 'number');

/** An axis counted from the front. @throws ImportProblem for one that is not there */
export function axisOf(axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(at) || at < 0 || at >= rank)
    throw new ImportProblem(`it has no axis ${axis} of ${rank}`);
  return at;
}
