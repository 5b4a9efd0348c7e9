/** Weights in memory: what every reader of weight files gives and every engine takes. */

import { counted } from '@tlp/language/quantities.js';

export type HostDType =
  | 'float32'
  | 'float16'
  | 'bfloat16'
  | 'float64'
  | 'int64'
  | 'int32'
  | 'int16'
  | 'int8'
  | 'uint64'
  | 'uint32'
  | 'uint16'
  | 'uint8'
  | 'bool';

export interface HostTensor {
  /** What the file holds. */
  readonly dtype: HostDType;
  readonly shape: readonly number[];
  /** Row-major; converted to float32 where the file holds another type. */
  readonly data: Float32Array;
}

/** A tensor as a weight file's header tells of it. */
export interface TensorHeader {
  readonly dtype: HostDType;
  readonly shape: readonly number[];
}

/** What kind of file it is, for people. */
export interface FileFacts {
  /** `PyTorch (zip)`, `Keras HDF5 (whole model)`. */
  readonly format: string;
  /** What wrote it, where the file says so: `Keras 3.15.0 (tensorflow)`. */
  readonly writer?: string;
  /** What else is to be known, a sentence each: what was left out, how values are stored. */
  readonly notes: readonly string[];
}

/** A note for {@link FileFacts}. */
export const leftOut = (tensors: number, which: string): string =>
  `Left out: ${counted(tensors, 'tensor')} ${which}.`;

/** A weight file whose header was read; tensors are read one by one on demand. */
export interface TensorFile {
  readonly path: string;
  /** All files that it consists of. */
  readonly files: readonly string[];
  readonly facts: FileFacts;
  /** By the file's own names, in the file's order. */
  readonly tensors: ReadonlyMap<string, TensorHeader>;
  /** @throws TlpError (TLP251) where the tensor's bytes are damaged; Error where there is no such tensor. */
  read(name: string): Promise<HostTensor>;
  close(): Promise<void>;
}

/** By the graph's parameter name, shapes as the graph has them. */
export type Weights = ReadonlyMap<string, Float32Array>;
