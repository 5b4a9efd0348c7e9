/** What the server needs of where it runs: a computer with files, or a browser's worker with a client to ask. */
import type { TensorHeaders } from '../../files.js';
import type { EditorFiles } from '../files.js';

export interface Host {
  /** Of the program the server is part of. */
  readonly version: string;
  /**
   * The files around the texts. `arrived` is called with URIs whose content became known or changed meanwhile; `askTensors`
   * asks the client for what the host cannot read itself.
   */
  openFiles(
    arrived: (uris: readonly string[]) => void,
    askTensors: (uri: string) => Promise<TensorHeaders | undefined>,
  ): EditorFiles & { forget(uris: readonly string[]): void };
  /** URIs of the `.tlp` files in these folders. */
  findSources(folders: readonly string[]): Promise<readonly string[]>;
  /**
   * For clients that can't show `builtin:` URIs: one they can show, of a document with that text. Without it they
   * are left as they are.
   */
  showBuiltin?(uri: string, text: string): string;
  /** The client's process, whose end ends the server too. */
  watchParent?(process: number): void;
  /** After the `exit` notification; 0 where `shutdown` came before it. */
  exit(status: 0 | 1): void;
}
