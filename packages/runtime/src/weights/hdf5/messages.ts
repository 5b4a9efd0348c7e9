/** What is said between a reader of HDF5 and the thread that runs the library. */

/** The file: an open descriptor and where in it the HDF5 data lie (they may lie in a zip archive). */
export interface Opening {
  readonly ask: 'open';
  readonly descriptor: number;
  readonly position: number;
  readonly length: number;
}

export interface Reading {
  readonly ask: 'read';
  readonly path: string;
  readonly shape: readonly number[];
  readonly elementBytes: number;
}

export type Request = Opening | Reading;

/** A group or a dataset, in the order of a walk from the root. */
export interface Hdf5Object {
  /** `/model_weights/conv1/conv1/kernel:0`; the root's is the empty text. */
  readonly path: string;
  /** Those of {@link attributeNames} that it has. */
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
  readonly dataset?: {
    /** Of HDF5's classes of types; all others are `other`. */
    readonly type: 'integer' | 'float' | 'opaque' | 'enum' | 'other';
    readonly elementBytes: number;
    readonly signed: boolean;
    readonly shape: readonly number[];
    readonly chunked: boolean;
  };
}

export type Answer =
  | { readonly objects: readonly Hdf5Object[] }
  /** Row-major, little-endian. */
  | { readonly bytes: Uint8Array }
  | { readonly problem: string };
