/** The files beside a pipeline, by path, as the editor sees them by URI. */
import { pathToFileURL } from 'node:url';
import type { SourceFiles } from '@tlp/language/files.js';
import { nodeFiles } from '../lsp/node-files.js';
import { repositoryFolder } from '../weights/repository/place.js';

export interface DiskFiles extends SourceFiles {
  /** Settles once the weight files that were looked at are read; undefined where none is being read. */
  arriving(): Promise<unknown> | undefined;
}

export function diskFiles(): DiskFiles {
  const files = nodeFiles();
  const uriOf = (path: string): string => pathToFileURL(path).href;
  return {
    complete: files.complete,
    read: (path) => files.read(uriOf(path)),
    head: (path, bytes) => files.head(uriOf(path), bytes),
    open: (path) => files.open?.(uriOf(path)),
    stamp: (path) => files.stamp?.(uriOf(path)),
    size: (path) => files.size?.(uriOf(path)),
    list: (path) => files.list(uriOf(path)),
    tensors: (path) => files.tensors?.(uriOf(path)),
    repository: (repository) => repositoryFolder(repository),
    arriving: () => files.arriving?.(),
    real: (path) => files.real?.(uriOf(path)),
  };
}
