/** The files beside a pipeline, by path, as the editor sees them by URI. */
import { pathToFileURL } from 'node:url';
import type { SourceFiles } from '@tlp/language/files.js';
import { nodeFiles } from '../lsp/node-files.js';

export function diskFiles(): SourceFiles {
  const files = nodeFiles();
  const uriOf = (path: string): string => pathToFileURL(path).href;
  return {
    complete: files.complete,
    read: (path) => files.read(uriOf(path)),
    head: (path, bytes) => files.head(uriOf(path), bytes),
    size: (path) => files.size?.(uriOf(path)),
    list: (path) => files.list(uriOf(path)),
    real: (path) => files.real?.(uriOf(path)),
  };
}
