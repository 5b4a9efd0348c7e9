import type { FileEntry, SourceFiles } from '../files.js';
import { bytesSource } from '../protobuf/source.js';

/** Files that are not on a disk, by absolute path. */
export function memoryFiles(texts: Readonly<Record<string, string>>, complete = true): SourceFiles {
  return {
    complete,
    read: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    head: (path, bytes) => new TextEncoder().encode(texts[path] ?? '').slice(0, bytes),
    open: (path) =>
      Object.hasOwn(texts, path) ? bytesSource(new TextEncoder().encode(texts[path])) : undefined,
    stamp: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    list(path) {
      // As on a disk, where the name is no UTF-8.
      if (path.includes('\ufffd')) return undefined;
      const folder = path.endsWith('/') ? path : `${path}/`;
      const below = Object.keys(texts).filter((file) => file.startsWith(folder));
      if (below.length === 0) return undefined;
      const entries = new Map<string, FileEntry>();
      for (const file of below) {
        const [name = '', ...rest] = file.slice(folder.length).split('/');
        entries.set(name, { name, folder: rest.length > 0 });
      }
      return [...entries.values()];
    },
  };
}
