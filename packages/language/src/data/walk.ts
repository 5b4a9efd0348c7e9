/**
 * How a folder of examples is gone through, by names alone: one way for the run, the check and the editor, so that they
 * never find different things. A walk asks for folders, one after the other, and goes on with what is in them; who
 * drives it has a disk, an editor's client, or a budget.
 */
import type { FileEntry } from '../files.js';
import { isHidden, isLeftover } from './leftovers.js';

/** Which files are examples, by their names. */
export interface FileKinds {
  readonly isRead: (name: string) => boolean;
  /** Whether it is one in a format that is not read. */
  readonly isUnread: (name: string) => boolean;
}

export interface Listing {
  readonly entries: readonly FileEntry[];
  /** The folder's path free of links, where it can be told: a link that leads back is known by it. */
  readonly real?: string | undefined;
}

/** Asks for paths, and is answered with undefined where there is no such folder or it can't be seen. */
export type Walk<T> = Generator<string, T, Listing | undefined>;

/** Files below a folder, relative to it and `/`-separated. */
export interface FilesFound {
  /** The examples. */
  readonly images: string[];
  /** Those of formats that are not read. */
  readonly unread: string[];
  readonly others: string[];
  /** What systems leave behind, files and folders. */
  readonly leftovers: string[];
  /** Folders whose names are no text, so that they can't be opened. */
  readonly unnamed: string[];
  /** Directories of runs, with all that is in them. */
  readonly runs: string[];
}

export const nothingFound = (): FilesFound => ({
  images: [],
  unread: [],
  others: [],
  leftovers: [],
  unnamed: [],
  runs: [],
});

/** Where it can't be told that a link leads back, nobody nests classes deeper than this. */
const deepest = 8;

/** The kinds of what is in a folder; hidden files are in none. Sorted, as file systems list in any order. */
export function sortOut(entries: readonly FileEntry[]): {
  folders: string[];
  files: string[];
  leftovers: string[];
} {
  const sorted = { folders: [] as string[], files: [] as string[], leftovers: [] as string[] };
  for (const { name, folder } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isLeftover(name)) sorted.leftovers.push(name);
    else if (!isHidden(name)) sorted[folder ? 'folders' : 'files'].push(name);
  }
  return sorted;
}

/** All files below a folder; undefined where it can't be listed. */
export function* walkFiles(path: string, kinds: FileKinds): Walk<FilesFound | undefined> {
  const listing = yield path;
  if (!listing) return undefined;
  const found = nothingFound();
  yield* walkListed(listing, { path, prefix: '', kinds, found, visited: new Set(), depth: 0 });
  return found;
}

export interface FolderPlace {
  readonly path: string;
  /** What paths that are found start with. */
  readonly prefix: string;
  readonly kinds: FileKinds;
  readonly found: FilesFound;
  /** Real paths of the folders that were gone through, none of which is entered again. */
  readonly visited: Set<string>;
  readonly depth: number;
  /** Real path of the folder from which the walk came. */
  readonly from?: string | undefined;
}

export function* walkBelow(place: FolderPlace): Walk<void> {
  const listing = yield place.path;
  // A name that is no UTF-8 reads with this sign in it, and under that name there is nothing.
  if (listing) yield* walkListed(listing, place);
  else if (place.path.includes('\ufffd')) place.found.unnamed.push(place.prefix.slice(0, -1));
}

function* walkListed(
  { entries, real }: Listing,
  { path, prefix, kinds, found, visited, depth, from }: FolderPlace,
): Walk<void> {
  if (real === undefined ? depth > deepest : visited.has(real) || leadsBack(real, from)) return;
  if (real !== undefined) visited.add(real);
  if (isRun(entries)) {
    found.runs.push(prefix.slice(0, -1));
    return;
  }
  const { folders, files, leftovers } = sortOut(entries);
  found.leftovers.push(...leftovers.map((name) => prefix + name));
  for (const name of files) kindOf(name, kinds, found).push(prefix + name);
  for (const name of folders) {
    const below = {
      path: `${path}/${name}`,
      prefix: `${prefix}${name}/`,
      kinds,
      found,
      visited,
      depth: depth + 1,
    };
    yield* walkBelow({ ...below, from: real });
  }
}

export function kindOf(
  file: string,
  kinds: FileKinds,
  found: Pick<FilesFound, 'images' | 'unread' | 'others'>,
): string[] {
  if (kinds.isRead(file)) return found.images;
  return kinds.isUnread(file) ? found.unread : found.others;
}

/** A link to a folder above gives each image of its neighbours a second class. */
const leadsBack = (real: string, from: string | undefined): boolean =>
  from !== undefined && (from === real || from.startsWith(`${real}/`) || from.startsWith(`${real}\\`));

/** A directory that `tlp run` made. */
function isRun(entries: readonly FileEntry[]): boolean {
  const names = new Set(entries.map(({ name }) => name));
  return names.has('run.json') && ['metrics.jsonl', 'model', 'checkpoint'].some((name) => names.has(name));
}
