/** What a data folder holds, by the names in it alone: what the file-aware rules go by. */
import type { FileEntry, SourceFiles } from '../files.js';
import type { Data } from '../resolve/pipeline.js';
import { finish, type Steps } from '../steps.js';
import { keepLook, keptLook } from './kept.js';
import { type DataSeen, seenOf } from './seen.js';
import { type DataFound, walkData } from './sources.js';
import type { Listing, Walk } from './walk.js';

/** How much may be listed, so that a large data set never holds up an editor. */
export interface LookBudget {
  readonly folders: number;
  readonly entries: number;
}

export const editorBudget: LookBudget = { folders: 2_000, entries: 100_000 };
export const commandLineBudget: LookBudget = { folders: 5_000, entries: 1_000_000 };

interface Look {
  readonly files: SourceFiles;
  folders: number;
  entries: number;
  /** Folders that are there, but were not or can't be listed. */
  unseen: boolean;
  /** What was listed so far: what is seen holds as long as all of it does. */
  readonly listings: Map<string, readonly FileEntry[] | undefined>;
}

/** Undefined where the folder can't be seen, though it may be there. */
export const lookAtFolder = (
  files: SourceFiles,
  data: Pick<Data, 'path' | 'split' | 'splitSeed'>,
  budget: LookBudget,
): DataSeen | undefined => finish(lookAtFolderInSteps(files, data, budget));

/** The same, a folder a step. A second look costs little while the folders are listed as before. */
export function* lookAtFolderInSteps(
  files: SourceFiles,
  data: Pick<Data, 'path' | 'split' | 'splitSeed'>,
  budget: LookBudget,
): Steps<DataSeen | undefined> {
  const wanted = JSON.stringify([data.path, data.split, data.splitSeed, budget]);
  const kept = keptLook(files, wanted);
  if (kept) return kept.seen;
  const look: Look = { files, ...budget, unseen: false, listings: new Map() };
  const found = yield* drive(walkData(data), look);
  const certain = found.path !== undefined || files.complete;
  const seen = certain ? seenOf(named(found), data, !look.unseen) : undefined;
  keepLook(files, wanted, { seen, listings: look.listings });
  return seen;
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
