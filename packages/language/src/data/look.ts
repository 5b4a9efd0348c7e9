/** What a data folder holds, by the names in it alone: what the file-aware rules go by. */
import type { FileEntry, SourceFiles } from '../files.js';
import type { ImageData } from '../resolve/pipeline.js';
import { finish, type Steps } from '../steps.js';
import { hasImageName } from './image-formats.js';
import { keepLook, keptLook } from './kept.js';
import { isHidden, isLeftover } from './leftovers.js';
import { SPLITS, type SplitName } from './split-bounds.js';

/** How much may be listed, so that a large data set never holds up an editor. */
export interface LookBudget {
  readonly folders: number;
  readonly entries: number;
}

export const editorBudget: LookBudget = { folders: 2_000, entries: 100_000 };
export const commandLineBudget: LookBudget = { folders: 5_000, entries: 1_000_000 };

export interface ClassSeen {
  readonly name: string;
  /** Images at any depth below the class's folder. */
  readonly images: number;
}

/** A folder of class folders: the data folder itself, or that of one split. */
export interface SourceSeen {
  /** Null where the shares of `split` decide. */
  readonly split: SplitName | null;
  /** As `split` names it; empty for the data folder itself. */
  readonly folder: string;
  /** False where there is no such folder. */
  readonly exists: boolean;
  readonly classes: readonly ClassSeen[];
  /** Images beside the class folders, and files that are no images, relative to the data folder. */
  readonly strays: readonly string[];
  readonly others: readonly string[];
}

export interface DataSeen {
  readonly exists: boolean;
  /** Names of the folders beside the data folder, where that does not exist. */
  readonly siblings: readonly string[];
  /** Names of the data folder's own folders. */
  readonly folders: readonly string[];
  readonly sources: readonly SourceSeen[];
  /** False where the budget did not suffice or a folder can't be seen: what was counted is not all there is. */
  readonly whole: boolean;
}

interface Walk {
  readonly files: SourceFiles;
  folders: number;
  entries: number;
  /** Folders that are there, but were not or can't be listed. */
  unseen: boolean;
  /** What was listed so far: what is seen holds as long as all of it does. */
  readonly listings: Map<string, readonly FileEntry[] | undefined>;
}

/** Undefined where the folder can't be seen, though it may be there. */
export const lookAtData = (files: SourceFiles, data: ImageData, budget: LookBudget): DataSeen | undefined =>
  finish(lookAtDataInSteps(files, data, budget));

/** The same, a folder a step. A second look costs little while the folders are listed as before. */
export function* lookAtDataInSteps(
  files: SourceFiles,
  data: ImageData,
  budget: LookBudget,
): Steps<DataSeen | undefined> {
  const wanted = JSON.stringify([data.path, data.split, budget]);
  const kept = keptLook(files, wanted);
  if (kept) return kept.seen;
  const walk: Walk = { files, ...budget, unseen: false, listings: new Map() };
  const seen = yield* walkData(walk, data);
  keepLook(files, wanted, { seen, listings: walk.listings });
  return seen;
}

function* walkData(walk: Walk, { path, split }: ImageData): Steps<DataSeen | undefined> {
  const { files } = walk;
  const entries = yield* list(walk, path);
  if (entries === undefined) {
    if (!files.complete) return undefined;
    const siblings = foldersIn((yield* list(walk, parentOf(path))) ?? []);
    return { exists: false, siblings, folders: [], sources: [], whole: true };
  }
  const folders = foldersIn(entries);
  const wanted: readonly { split: SplitName | null; folder: string }[] =
    split.kind === 'fraction'
      ? [{ split: null, folder: '' }]
      : SPLITS.flatMap((name) => {
          const folder = split[name];
          return folder === null ? [] : [{ split: name, folder }];
        });
  const sources: SourceSeen[] = [];
  for (const source of wanted) sources.push(yield* lookAtSource(walk, path, folders, source));
  return { exists: true, siblings: [], folders, sources, whole: !walk.unseen };
}

function* lookAtSource(
  walk: Walk,
  root: string,
  folders: readonly string[],
  { split, folder }: { split: SplitName | null; folder: string },
): Steps<SourceSeen> {
  const path = folder === '' ? root : `${root}/${folder}`;
  const entries = yield* list(walk, path);
  // Where absence is not certain, a folder that is named may only not be seen yet.
  const named = !walk.files.complete && folders.includes(folder.split(/[/\\]/)[0]!);
  if (!entries && named) walk.unseen = true;
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = (entries ?? []).filter((entry) => !entry.folder).map(({ name }) => name);
  const others = files.filter((name) => !hasImageName(name)).map((name) => prefix + name);
  const classes: ClassSeen[] = [];
  for (const name of foldersIn(entries ?? [])) {
    const images = yield* countImages(walk, `${path}/${name}`, `${prefix}${name}/`, others);
    classes.push({ name, images });
  }
  const strays = files.filter(hasImageName).map((name) => prefix + name);
  return { split, folder, exists: entries !== undefined || named, classes, strays, others };
}

/** Links may lead in circles; nobody nests classes deeper than this. */
const deepest = 8;

function* countImages(walk: Walk, path: string, prefix: string, others: string[], depth = 0): Steps<number> {
  if (depth > deepest) return 0;
  const entries = yield* list(walk, path);
  // The folder above names it, so it is there.
  if (!entries) walk.unseen = true;
  let images = 0;
  for (const { name, folder } of entries ?? []) {
    if (folder) images += yield* countImages(walk, `${path}/${name}`, `${prefix}${name}/`, others, depth + 1);
    else if (hasImageName(name)) images++;
    else others.push(prefix + name);
  }
  return images;
}

/** Without what does not count. Nothing is listed beyond the budget. */
function* list(walk: Walk, path: string): Steps<readonly FileEntry[] | undefined> {
  if (walk.folders <= 0 || walk.entries <= 0) {
    walk.unseen = true;
    return [];
  }
  walk.folders--;
  const listed = walk.files.list(path);
  walk.listings.set(path, listed);
  const entries = listed?.filter(({ name }) => !isHidden(name) && !isLeftover(name));
  walk.entries -= entries?.length ?? 0;
  yield;
  return entries;
}

const foldersIn = (entries: readonly FileEntry[]): readonly string[] =>
  entries.filter(({ folder }) => folder).map(({ name }) => name);

const parentOf = (path: string): string => path.slice(0, Math.max(path.search(/[/\\][^/\\]*$/), 0));

/** The classes that have images in any of the sources, as a run would know them. */
export function classesOf({ sources }: DataSeen): readonly string[] {
  const named = sources.flatMap(({ classes }) => classes.filter(({ images }) => images > 0));
  return [...new Set(named.map(({ name }) => name))];
}
