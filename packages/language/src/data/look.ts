/** What a data folder holds, by the names in it alone: what the file-aware rules go by. */
import type { FileEntry, SourceFiles } from '../files.js';
import type { ImageData } from '../resolve/pipeline.js';
import { hasPictureName, isIgnoredName } from './pictures.js';
import { SPLITS, type SplitName } from './split-bounds.js';

/** How much may be listed, so that a large data set never holds up an editor. */
export interface LookBudget {
  readonly folders: number;
  readonly entries: number;
}

export const editorBudget: LookBudget = { folders: 200, entries: 20_000 };
export const commandLineBudget: LookBudget = { folders: 5_000, entries: 1_000_000 };

export interface ClassSeen {
  readonly name: string;
  /** Pictures at any depth below the class's folder. */
  readonly pictures: number;
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
  /** Pictures beside the class folders, and files that are no pictures, relative to the data folder. */
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
  /** False where the budget did not suffice: what was counted is not all there is. */
  readonly whole: boolean;
}

interface Walk {
  readonly files: SourceFiles;
  folders: number;
  entries: number;
}

/** Undefined where the folder can't be seen, though it may be there. */
export function lookAtData(
  files: SourceFiles,
  { path, split }: ImageData,
  budget: LookBudget,
): DataSeen | undefined {
  const walk: Walk = { files, ...budget };
  const entries = list(walk, path);
  if (entries === undefined) {
    if (!files.complete) return undefined;
    const siblings = foldersIn(files.list(parentOf(path)) ?? []);
    return { exists: false, siblings, folders: [], sources: [], whole: true };
  }
  const wanted: readonly { split: SplitName | null; folder: string }[] =
    split.kind === 'fraction'
      ? [{ split: null, folder: '' }]
      : SPLITS.flatMap((name) => {
          const folder = split[name];
          return folder === null ? [] : [{ split: name, folder }];
        });
  const sources = wanted.map((source) => lookAtSource(walk, path, source));
  const whole = walk.folders > 0 && walk.entries > 0;
  return { exists: true, siblings: [], folders: foldersIn(entries), sources, whole };
}

function lookAtSource(
  walk: Walk,
  root: string,
  { split, folder }: { split: SplitName | null; folder: string },
): SourceSeen {
  const path = folder === '' ? root : `${root}/${folder}`;
  const entries = list(walk, path);
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = (entries ?? []).filter((entry) => !entry.folder).map(({ name }) => name);
  const others = files.filter((name) => !hasPictureName(name)).map((name) => prefix + name);
  const classes = foldersIn(entries ?? []).map((name): ClassSeen => {
    const pictures = countPictures(walk, `${path}/${name}`, `${prefix}${name}/`, others);
    return { name, pictures };
  });
  const strays = files.filter(hasPictureName).map((name) => prefix + name);
  return { split, folder, exists: entries !== undefined, classes, strays, others };
}

/** Links may lead in circles; nobody nests classes deeper than this. */
const deepest = 8;

function countPictures(walk: Walk, path: string, prefix: string, others: string[], depth = 0): number {
  const entries = depth > deepest ? [] : (list(walk, path) ?? []);
  let pictures = 0;
  for (const { name, folder } of entries) {
    if (folder) pictures += countPictures(walk, `${path}/${name}`, `${prefix}${name}/`, others, depth + 1);
    else if (hasPictureName(name)) pictures++;
    else others.push(prefix + name);
  }
  return pictures;
}

function list(walk: Walk, path: string): readonly FileEntry[] | undefined {
  if (walk.folders <= 0 || walk.entries <= 0) return [];
  walk.folders--;
  const entries = walk.files.list(path)?.filter(({ name }) => !isIgnoredName(name));
  walk.entries -= entries?.length ?? 0;
  return entries;
}

const foldersIn = (entries: readonly FileEntry[]): readonly string[] =>
  entries.filter(({ name, folder }) => folder && !isIgnoredName(name)).map(({ name }) => name);

const parentOf = (path: string): string => path.slice(0, Math.max(path.search(/[/\\][^/\\]*$/), 0));

/** The classes that have pictures in any of the sources, as a run would know them. */
export function classesOf({ sources }: DataSeen): readonly string[] {
  const named = sources.flatMap(({ classes }) => classes.filter(({ pictures }) => pictures > 0));
  return [...new Set(named.map(({ name }) => name))];
}
