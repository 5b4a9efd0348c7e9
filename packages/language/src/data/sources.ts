/** Which folders of a data folder are classes, and of what split, as the run, the check and the editor find them. */
import type { Data } from '../resolve/pipeline.js';
import type { ExcludeFound } from './exclude/found.js';
import { sameSpelling, spelledOnDisk } from './spelling.js';
import { SPLITS, type SplitName } from './split-bounds.js';
import { splitOfFolder } from './split-folders.js';
import type { TableFound } from './table/found.js';
import {
  type FileKinds,
  type FilesFound,
  kindOf,
  nothingFound,
  sortOut,
  type Walk,
  walkBelow,
  walkFiles,
} from './walk.js';

export interface ClassFound {
  /** In Unicode's composed form, so that two spellings of it are one class. */
  readonly name: string;
  /** Of the folder of classes, as they are spelled there: `cat/1.jpg`. */
  readonly images: readonly string[];
  /** Files of the formats that are not read. */
  readonly unread: readonly string[];
}

/** A folder of class folders: the data folder itself, or that of one split. Paths in it are relative to it. */
export interface SourceFound extends Pick<FilesFound, 'others' | 'leftovers' | 'unnamed'> {
  /** Null where the shares of `split` decide. */
  readonly split: SplitName | null;
  /** As `split` names it; empty for the data folder itself. */
  readonly folder: string;
  /** As it is spelled on the disk; undefined where there is no such folder. */
  readonly path: string | undefined;
  readonly classes: readonly ClassFound[];
  /** Images beside the class folders. */
  readonly strays: readonly string[];
  /** All of them, where a table labels them and folders are no classes. */
  readonly images: readonly string[];
  readonly unread: readonly string[];
}

export interface DataFound {
  /** The data folder as it is spelled on the disk; undefined where there is none. */
  readonly path: string | undefined;
  /** Names of the folders beside the data folder, where that does not exist. */
  readonly siblings: readonly string[];
  /** Names of the data folder's own folders. */
  readonly folders: readonly string[];
  readonly sources: readonly SourceFound[];
  /** Folders of class folders that are named like splits, and that `split: folders(…)` does not name. */
  readonly unusedSplits: readonly string[];
  /** The data folder's only folder, where that has the folders of the splits. */
  readonly deeper: string | undefined;
  /** Where one labels the images; `data/table/found.ts` adds it. */
  readonly table?: TableFound;
  /** Where a table lists what is left out; `data/exclude/without-listed.ts` adds it, and leaves that out. */
  readonly exclude?: ExcludeFound;
}

/** What of a pipeline says where its examples are. */
export type DataWanted = Pick<Data, 'path' | 'split' | 'labels' | 'exclude' | 'slices'>;

/** @param kinds which files are examples */
export function* walkData({ path: wanted, split, labels }: DataWanted, kinds: FileKinds): Walk<DataFound> {
  const path = yield* spelledOnDisk(wanted);
  const listing = yield path;
  const none = { sources: [], unusedSplits: [], deeper: undefined };
  if (!listing) {
    const beside = yield parentOf(path);
    return { ...none, path: undefined, siblings: sortOut(beside?.entries ?? []).folders, folders: [] };
  }
  const { folders } = sortOut(listing.entries);
  const found = { ...none, path, siblings: [], folders };
  const outside = listing.real === undefined ? [] : [listing.real];
  const source = (name: SplitName | null, folder: string) =>
    labels.kind === 'table'
      ? walkWhole(path, name, folder, kinds, labels.path)
      : walkSource(path, name, folder, kinds, outside);
  if (split.kind !== 'folders') return { ...found, sources: [yield* source(null, '')] };
  const sources: SourceFound[] = [];
  for (const name of SPLITS) {
    const folder = split[name];
    if (folder !== null) sources.push(yield* source(name, folder));
  }
  const used = new Set(sources.map(({ folder }) => sameSpelling(topOf(folder))));
  const unusedSplits: string[] = [];
  for (const folder of labels.kind === 'table' ? [] : folders) {
    if (splitOfFolder(folder) === undefined || used.has(sameSpelling(folder))) continue;
    const { classes } = yield* source(null, folder);
    if (classes.some(({ images }) => images.length > 0)) unusedSplits.push(folder);
  }
  const missing = sources.find((source) => source.path === undefined);
  const [only, ...others] = folders;
  let deeper: string | undefined;
  if (missing && only !== undefined && others.length === 0) {
    const inner = yield `${path}/${only}`;
    if (inner && sortOut(inner.entries).folders.includes(topOf(missing.folder))) deeper = only;
  }
  return { ...found, sources, unusedSplits, deeper };
}

/** @param outside real paths that no link may lead to */
function* walkSource(
  root: string,
  split: SplitName | null,
  folder: string,
  kinds: FileKinds,
  outside: readonly string[],
): Walk<SourceFound> {
  const path = folder === '' ? root : yield* spelledOnDisk(`${root}/${folder}`);
  const listing = yield path;
  const found = nothingFound();
  const { folders, files, leftovers } = sortOut(listing?.entries ?? []);
  const loose = { images: [] as string[], unread: found.unread, others: found.others };
  for (const name of files) kindOf(name, kinds, loose).push(name);
  found.leftovers.push(...leftovers);
  const classes = new Map<string, { name: string; images: string[]; unread: string[] }>();
  for (const name of folders) {
    const one = {
      ...found,
      images: [] as string[],
      unread: [] as string[],
      others: [] as string[],
      runs: [] as string[],
    };
    const visited = new Set(outside);
    yield* walkBelow({
      path: `${path}/${name}`,
      prefix: `${name}/`,
      kinds,
      found: one,
      visited,
      depth: 0,
      from: listing?.real,
    });
    found.others.push(...one.others);
    found.unread.push(...one.unread);
    const { images, unread, others } = one;
    // The folder of the runs is no class without images.
    if (one.runs.length > 0 && images.length + unread.length + others.length === 0) continue;
    if (found.unnamed.includes(name)) continue;
    const spelled = sameSpelling(name);
    const known = classes.get(spelled);
    known?.images.push(...images);
    known?.unread.push(...unread);
    if (!known) classes.set(spelled, { name: spelled, images, unread });
  }
  const { others, unread, unnamed } = found;
  return {
    split,
    folder,
    path: listing ? path : undefined,
    classes: [...classes.values()],
    strays: loose.images,
    images: [],
    others,
    unread,
    unnamed,
    leftovers: found.leftovers,
  };
}

/** A folder whose images a table labels, whatever folders they lie in. */
function* walkWhole(
  root: string,
  split: SplitName | null,
  folder: string,
  kinds: FileKinds,
  table: string,
): Walk<SourceFound> {
  const path = folder === '' ? root : yield* spelledOnDisk(`${root}/${folder}`);
  const found = yield* walkFiles(path, kinds);
  const { images, unread, others, leftovers, unnamed } = found ?? nothingFound();
  const slashed = (one: string): string => one.replaceAll('\\', '/');
  return {
    split,
    folder,
    path: found ? path : undefined,
    classes: [],
    strays: [],
    images,
    unread,
    others: others.filter((file) => slashed(`${path}/${file}`) !== slashed(table)),
    leftovers,
    unnamed,
  };
}

const topOf = (folder: string): string => folder.replace(/^(?:\.[/\\])+/, '').split(/[/\\]/)[0]!;

const parentOf = (path: string): string => path.slice(0, Math.max(path.search(/[/\\][^/\\]*$/), 0));
