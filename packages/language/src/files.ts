import type { Repository } from './import/huggingface/repositories.js';
import type { ByteSource } from './protobuf/source.js';

/** Bytes or characters. A pipeline has some thousands; more than this is no pipeline, and would hold up an editor. */
export const largestText = 1_000_000;

/**
 * The files beside a pipeline, by path as `resolve/paths.ts` spells them. Synchronous, and only listings, headers and
 * other `.tlp` files are ever asked for. The command line reads the disk; the editor adapts what it sees by URI.
 */
export interface SourceFiles {
  /** The text of a regular file of at most `largestText` bytes; undefined where there is none or it can't be seen. */
  read(path: string): string | undefined;
  /** The first bytes of a file, for headers. */
  head(path: string, bytes: number): Uint8Array | undefined;
  /** A file whose bytes are read where they are needed; undefined where there is none. Absent where only beginnings are seen. */
  open?(path: string): ByteSource | undefined;
  /** Another text after each change of a file; undefined where there is none or it can't be told. */
  stamp?(path: string): string | undefined;
  /** How long a file is; undefined where there is none or it can't be told. */
  size?(path: string): number | undefined;
  /** What is in a folder; undefined where there is no such folder or it can't be seen. */
  list(path: string): readonly FileEntry[] | undefined;
  /**
   * The tensors of a weight file or of a model's folder, as far as they can be told: undefined where they can't be, or have not
   * been read by now. Of a damaged file, what a run would say.
   */
  tensors?(path: string): TensorHeaders | Refusal | undefined;
  /**
   * The folder on this computer for the files of a repository of Hugging Face, whether or not they are there. Absent where
   * none are kept.
   */
  repository?(repository: Repository): string;
  /** A folder's path free of links; undefined where that can't be told. */
  real?(path: string): string | undefined;
  /** True where absence means absence; false where there may be files that can't be seen, as in a browser. */
  readonly complete: boolean;
}

/** By name: of what type and shape each is. */
export type TensorHeaders = ReadonlyMap<
  string,
  { readonly dtype: string; readonly shape: readonly number[] }
>;

/** Why a file is not read, as its reader tells. */
export interface Refusal {
  readonly code: `TLP${number}`;
  readonly message: string;
  readonly remedy: string;
}

/** Sees nothing. */
export const noFiles: SourceFiles = {
  read: () => undefined,
  head: () => undefined,
  list: () => undefined,
  complete: false,
};

export interface FileEntry {
  readonly name: string;
  readonly folder: boolean;
  readonly bytes?: number;
}
