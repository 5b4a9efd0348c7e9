import type { SourceFiles } from '../files.js';
import type { Repository } from '../import/huggingface/repositories.js';
import type { EditorFiles } from './files.js';
import { besideUri } from './uris.js';

const known = new WeakMap<EditorFiles, Map<string, SourceFiles>>();

/** The editor's files by path, as a text at this URI names them: the same object each time, so that looks are kept. */
export function filesBeside(uri: string, files: EditorFiles): SourceFiles {
  const mine = known.get(files) ?? new Map<string, SourceFiles>();
  known.set(files, mine);
  const found = mine.get(uri) ?? adapt(uri, files);
  mine.set(uri, found);
  return found;
}

function adapt(uri: string, files: EditorFiles): SourceFiles {
  return {
    read: (path) => files.read(besideUri(uri, path)),
    head: (path, bytes) => files.head(besideUri(uri, path), bytes),
    ...(files.open ? { open: (path: string) => files.open?.(besideUri(uri, path)) } : {}),
    stamp: (path) => files.stamp?.(besideUri(uri, path)),
    size: (path) => files.size?.(besideUri(uri, path)),
    list: (path) => files.list(besideUri(uri, path)),
    tensors: (path) => files.tensors?.(besideUri(uri, path)),
    ...(files.repository
      ? { repository: (repository: Repository) => files.repository?.(repository) ?? '' }
      : {}),
    real: (path) => files.real?.(besideUri(uri, path)),
    // A text that was never saved has no folder, so what it names may be anywhere.
    complete: files.complete && uri.startsWith('file:'),
  };
}
