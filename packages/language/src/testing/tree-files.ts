/** For tests: the files beside a pipeline, from a tree in JSON. */
import type { FileEntry, SourceFiles } from '../files.js';

/**
 * Folders by name. A text is a file that holds it, `{ "base64": "…" }` one of bytes, and a number stands for a folder
 * of so many pictures; `"*"` puts pictures beside what else is in a folder.
 */
export interface Tree {
  readonly [name: string]: Tree | string | number | { readonly base64: string };
}

type Entry = Tree[string];

const isBytes = (entry: Entry): entry is { readonly base64: string } =>
  typeof entry === 'object' && typeof (entry as { base64?: unknown }).base64 === 'string';

const bytesOf = (entry: Entry): Uint8Array | undefined => {
  if (typeof entry === 'string') return new TextEncoder().encode(entry);
  return isBytes(entry) ? Uint8Array.from(atob(entry.base64), (letter) => letter.charCodeAt(0)) : undefined;
};

export function treeFiles(home: string, tree: Tree, complete: boolean): SourceFiles {
  const find = (path: string): Entry | undefined => {
    if (path !== home && !path.startsWith(`${home}/`)) return undefined;
    let at: Entry | undefined = tree;
    for (const part of path
      .slice(home.length + 1)
      .split('/')
      .filter(Boolean)) {
      if (typeof at !== 'object' || isBytes(at)) return undefined;
      at = at[part];
      if (at === undefined) return undefined;
    }
    return at;
  };
  return {
    complete,
    read(path) {
      const entry = find(path);
      return typeof entry === 'string' ? entry : undefined;
    },
    head(path, count) {
      const entry = find(path);
      return entry === undefined ? undefined : bytesOf(entry)?.subarray(0, count);
    },
    list(path) {
      const entry = find(path);
      if (typeof entry === 'number') return pictures(entry);
      if (typeof entry !== 'object' || isBytes(entry)) return undefined;
      return Object.entries(entry).flatMap(([name, of]): readonly FileEntry[] => {
        if (name === '*' && typeof of === 'number') return pictures(of);
        const bytes = bytesOf(of);
        return [bytes ? { name, folder: false, bytes: bytes.length } : { name, folder: true }];
      });
    },
  };
}

const pictures = (count: number): readonly FileEntry[] =>
  Array.from({ length: count }, (_, i) => ({ name: `${i + 1}.jpg`, folder: false, bytes: 20_000 + i }));
