/** What a data folder holds, by the names in it alone: what the file-aware rules go by. */
import { type FileEntry, largestText, type SourceFiles } from '../files.js';
import { imageFiles } from '../modalities/images/image-formats.js';
import type { Data } from '../resolve/pipeline.js';
import { finish, type Steps } from '../steps.js';
import { withoutListed } from './exclude/without-listed.js';
import { keepLook, keptLook } from './kept.js';
import { type DataSeen, seenOf } from './seen.js';
import { type DataFound, walkData } from './sources.js';
import type { TableNotRead } from './table/found.js';
import { tableFormat } from './table/table.js';
import type { FileKinds, Listing, Walk } from './walk.js';
import { withTable } from './with-table.js';

/** How much may be listed, so that a large data set never holds up an editor. */
export interface LookBudget {
  readonly folders: number;
  readonly entries: number;
  /** Of a table, in bytes. */
  readonly table: number;
}

// A megabyte of table takes about 50 ms to read and join.
export const editorBudget: LookBudget = { folders: 2_000, entries: 100_000, table: 2_000_000 };
export const commandLineBudget: LookBudget = { folders: 5_000, entries: 1_000_000, table: 500_000_000 };

interface Look {
  readonly files: SourceFiles;
  /** Of a table, in bytes. */
  readonly table: number;
  folders: number;
  entries: number;
  /** Folders that are there, but were not or can't be listed. */
  unseen: boolean;
  /** What was listed so far: what is seen holds as long as all of it does. */
  readonly listings: Map<string, readonly FileEntry[] | undefined>;
}

type FolderWanted = Pick<Data, 'path' | 'split' | 'splitSeed' | 'labels' | 'exclude' | 'slices'>;

/** Undefined where the folder can't be seen, though it may be there. */
export const lookAtFolder = (
  files: SourceFiles,
  data: FolderWanted,
  budget: LookBudget,
  kinds: FileKinds = imageFiles,
): DataSeen | undefined => finish(lookAtFolderInSteps(files, data, budget, kinds));

/** The same, a folder a step. A second look costs little while the folders are listed as before. */
export function* lookAtFolderInSteps(
  files: SourceFiles,
  data: FolderWanted,
  budget: LookBudget,
  kinds: FileKinds,
): Steps<DataSeen | undefined> {
  const wanted = JSON.stringify([
    data.path,
    data.split,
    data.splitSeed,
    data.labels,
    data.exclude,
    data.slices,
    budget,
  ]);
  const kept = keptLook(files, wanted);
  if (kept) return kept.seen;
  const look: Look = { files, ...budget, unseen: false, listings: new Map() };
  const walked = named(yield* drive(walkData(data, kinds), look));
  const table = lookAtTable(look, data.labels.kind === 'table' ? data.labels.path : undefined);
  const list = lookAtTable(look, data.exclude);
  yield;
  const found = withoutListed(withTable(walked, data, table.text), data, list.text);
  const certain = found.path !== undefined || files.complete;
  const seen = certain ? seenOf(found, data, !look.unseen) : undefined;
  keepLook(files, wanted, { seen, listings: look.listings, isSame: () => table.isSame() && list.isSame() });
  return seen;
}

/** The text of a table, if it is not too long. */
export function tableText(files: SourceFiles, path: string, most: number): string | undefined {
  const size = files.size?.(path);
  if (size === undefined || size <= largestText) return files.read(path);
  const bytes = size <= most ? files.head(path, size) : undefined;
  return bytes && new TextDecoder().decode(bytes);
}

/** A table that a pipeline may name: its text, or why there is none. */
function lookAtTable(look: Look, path: string | undefined) {
  const read = () => (path === undefined ? undefined : tableText(look.files, path, look.table));
  const text = read();
  return { text: text ?? notRead(look, path), isSame: () => read() === text };
}

function notRead(look: Look, path: string | undefined): Pick<TableNotRead, 'state' | 'beside'> {
  const cut = path?.search(/[/\\][^/\\]*$/) ?? -1;
  if (path === undefined || cut < 0) return { state: 'unseen', beside: [] };
  const listing = list(look, path.slice(0, cut))?.entries ?? [];
  const tables = listing.filter(({ name, folder }) => !folder && tableFormat(name));
  const there = tables.some(({ name }) => name === path.slice(cut + 1));
  const absent = !there && look.files.complete;
  return { state: absent ? 'absent' : 'unseen', beside: tables.map(({ name }) => name) };
}

function* drive<T>(walk: Walk<T>, look: Look): Steps<T> {
  for (let step = walk.next(); ; ) {
    if (step.done) return step.value;
    const listing = list(look, step.value);
    yield;
    step = walk.next(listing);
  }
}

/** Nothing is listed beyond the budget. */
function list(look: Look, path: string): Listing | undefined {
  const { files, listings } = look;
  if (look.folders <= 0 || look.entries <= 0) {
    look.unseen = true;
    return { entries: [] };
  }
  look.folders--;
  const entries = files.list(path);
  // Where a folder above has named it, it is there.
  if (!entries && namedAbove(path, listings)) look.unseen = true;
  listings.set(path, entries);
  look.entries -= entries?.length ?? 0;
  return entries && { entries, real: files.real?.(path) };
}

function namedAbove(path: string, listings: Look['listings']): boolean {
  const at = path.lastIndexOf('/');
  const name = path.slice(at + 1);
  return listings.get(path.slice(0, at))?.some((entry) => entry.folder && entry.name === name) ?? false;
}

/** A split's folder that is named but not listed may not be read, or not be seen yet. */
function named(found: DataFound): DataFound {
  const there = (folder: string): boolean => found.folders.includes(folder.split(/[/\\]/)[0]!);
  const sources = found.sources.map((source) =>
    source.path === undefined && there(source.folder) ? { ...source, path: source.folder } : source,
  );
  return { ...found, sources };
}
