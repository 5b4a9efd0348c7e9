import type { FileEntry, Refusal, TensorHeaders } from '../files.js';
import type { Repository } from '../import/huggingface/repositories.js';
import type { ByteSource } from '../protobuf/source.js';

/**
 * The files around the texts, as far as they can be seen: Node's file system on a computer, what the client has
 * sent in a browser. Everything is synchronous, so that a snapshot is; where an answer must be waited for, it is
 * undefined at first and `changed` is called once it is there.
 */
export interface EditorFiles {
  /** The text of a regular file of at most `largestText` bytes; undefined where there is none or it can't be seen. */
  read(uri: string): string | undefined;
  /** The first bytes of a file, for headers. */
  head(uri: string, bytes: number): Uint8Array | undefined;
  /** A file whose bytes are read where they are needed; undefined where there is none. Absent where only beginnings are seen. */
  open?(uri: string): ByteSource | undefined;
  /** Another text after each change of a file; undefined where there is none or it can't be told. */
  stamp?(uri: string): string | undefined;
  /** How long a file is; undefined where there is none or it can't be told. */
  size?(uri: string): number | undefined;
  /** What is in a folder; undefined where there is no such folder or it can't be seen. */
  list(uri: string): readonly FileEntry[] | undefined;
  /** The tensors of a weight file or of a model's folder; undefined where they can't be told, or not yet. */
  tensors?(uri: string): TensorHeaders | Refusal | undefined;
  /** Settles once what was asked for is there; undefined where nothing is on its way. */
  arriving?(): Promise<unknown> | undefined;
  /** True where it is certain by now that there is no such file; absent where that is never certain. */
  isAbsent?(uri: string): boolean;
  /** Whether a process that lives holds this lock file; absent or undefined where that can't be told. */
  isHeld?(uri: string): boolean | undefined;
  /** The path of the folder for the files of a repository, whether or not they are there; absent where none are kept. */
  repository?(repository: Repository): string;
  /** A folder's path free of links; undefined where that can't be told. */
  real?(uri: string): string | undefined;
  /** True where absence means absence; false in a browser without a file system. */
  readonly complete: boolean;
}

/** Sees nothing: for tests, and for a client that has no files. */
export const noFiles: EditorFiles = {
  read: () => undefined,
  head: () => undefined,
  list: () => undefined,
  complete: false,
};
