/** For tests: the files beside a pipeline, from a tree in JSON. */
import type { FileEntry, SourceFiles } from '../files.js';

/** A file of weights, of which only the header is ever looked at: the shapes of its tensors by their names. */
export interface Safetensors {
  readonly safetensors: Readonly<Record<string, readonly number[]>>;
}

/**
 * Folders by name. A text is a file that holds it, and a number stands for a folder of so many images; `"*"` puts
 * images beside what else is in a folder.
 */
export interface Tree {
  readonly [name: string]: Tree | string | number | Safetensors;
}

type Entry = Tree[string];

const isWeights = (entry: Entry): entry is Safetensors => typeof entry === 'object' && 'safetensors' in entry;

/** The beginning of a file and its size; undefined of a folder. */
function fileOf(entry: Entry): { readonly start: Uint8Array; readonly bytes: number } | undefined {
  if (typeof entry === 'number') return undefined;
  if (typeof entry === 'object') return isWeights(entry) ? headerOf(entry) : undefined;
  const start = new TextEncoder().encode(entry);
  return { start, bytes: start.length };
}

function headerOf({ safetensors }: Safetensors): { readonly start: Uint8Array; readonly bytes: number } {
  let at = 0;
  const tensors = Object.entries(safetensors).map(([name, shape]) => {
    const from = at;
    // A single number counts something, as PyTorch's `num_batches_tracked`.
    const [dtype, width] = shape.length === 0 ? (['I64', 8] as const) : (['F32', 4] as const);
    at += width * shape.reduce((all, side) => all * side, 1);
    return [name, { dtype, shape, data_offsets: [from, at] }];
  });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(tensors)));
  const start = new Uint8Array(8 + header.length);
  new DataView(start.buffer).setBigUint64(0, BigInt(header.length), true);
  start.set(header, 8);
  return { start, bytes: start.length + at };
}

export function treeFiles(home: string, tree: Tree, complete: boolean): SourceFiles {
  const find = (path: string): Entry | undefined => {
    if (path !== home && !path.startsWith(`${home}/`)) return undefined;
    let at: Entry | undefined = tree;
    for (const part of path
      .slice(home.length + 1)
      .split('/')
      .filter(Boolean)) {
      if (typeof at !== 'object' || isWeights(at)) return undefined;
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
      return entry === undefined ? undefined : fileOf(entry)?.start.subarray(0, count);
    },
    list(path) {
      const entry = find(path);
      if (typeof entry === 'number') return images(entry);
      if (typeof entry !== 'object' || isWeights(entry)) return undefined;
      return Object.entries(entry).flatMap(([name, of]): readonly FileEntry[] => {
        if (name === '*' && typeof of === 'number') return images(of);
        const file = fileOf(of);
        return [file ? { name, folder: false, bytes: file.bytes } : { name, folder: true }];
      });
    },
  };
}

const images = (count: number): readonly FileEntry[] =>
  Array.from({ length: count }, (_, i) => ({ name: `${i + 1}.jpg`, folder: false, bytes: 20_000 + i }));
