/** What becomes of a URI when files and folders are renamed. */
import type { FileRename } from 'vscode-languageserver-protocol';
import { canonicalUri } from './uris.js';

/** Where a file is afterwards. */
export type Moved = (uri: string) => string;

export function movedBy(files: readonly FileRename[]): Moved {
  const moves = files.map(({ oldUri, newUri }) => ({ from: canonicalUri(oldUri), to: canonicalUri(newUri) }));
  return (uri) => {
    const move = moves.find(({ from }) => uri === from || uri.startsWith(`${from}/`));
    return move ? move.to + uri.slice(move.from.length) : uri;
  };
}
