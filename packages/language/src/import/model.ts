/**
 * A network as a file of another library has it: nodes that apply ops to named values, and tensors. Large tensors are
 * known by name, shape and place only; their values are read when a run needs them.
 */
import type { Stretch } from '../protobuf/source.js';

/** Where a tensor's bytes lie, little-endian and row-major; in another file where `file` names one beside the model. */
export interface TensorBytes extends Stretch {
  readonly file?: string;
}

export interface ForeignTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Of a tensor of few values. */
  readonly values?: readonly number[];
  /** One after another; absent where the values are only in `values`, or in a file that is not there. */
  readonly bytes?: readonly TensorBytes[];
  /** What a stored number means: itself times the scale, plus the minimum. */
  readonly quantized?: { readonly scale: number; readonly min: number };
  /** True for what the exporter computed or wrote out, which no training changes: masks, tables of indices. */
  readonly literal?: boolean;
}

export type ForeignAttr = number | string | readonly number[] | readonly string[] | ForeignTensor;

export interface ForeignNode {
  readonly name: string;
  readonly op: string;
  /** Names of values; empty where an optional one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attrs: Readonly<Record<string, ForeignAttr>>;
  /** The module that made the node, where the exporter tells: `layer1.0.conv1`. */
  readonly scope?: string;
}

export interface ForeignValue {
  readonly name: string;
  /** Null for a size that is known only when the model runs. */
  readonly shape: readonly (number | null)[];
}

/** In the order in which nodes can be computed. */
export interface ForeignModel {
  readonly format: 'onnx' | 'tfjs';
  /** `pytorch 2.9.0`; empty where the file does not say. */
  readonly producer: string;
  readonly nodes: readonly ForeignNode[];
  readonly tensors: ReadonlyMap<string, ForeignTensor>;
  /** Those that are fed. */
  readonly inputs: readonly ForeignValue[];
  readonly outputs: readonly string[];
  /** Whether images stand with their channels second. */
  readonly layout: 'nchw' | 'nhwc';
}

/** Why a model cannot be imported: a clause that completes "The model cannot be imported: …". */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}

/** A node as messages name it. */
export const shownNode = ({ op, name, outputs }: ForeignNode): string =>
  `${op} (node ${name || outputs[0] || 'without a name'})`;

/** Whether a file that a model names is in the model's folder or below it, so that it cannot have any other file read. */
export const isBeside = (file: string): boolean => !/^[/\\]|^[a-zA-Z]:|(^|[/\\])\.\.([/\\]|$)/.test(file);
