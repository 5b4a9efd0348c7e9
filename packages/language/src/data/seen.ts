/** What was found in a data folder, counted: what the rules about data go by. */
import type { Data } from '../resolve/pipeline.js';
import { type GroupsSeen, groupsSeen, imagesInFolders } from './grouping/groups-seen.js';
import { classLevel, holdsFolders, type Level } from './nesting.js';
import { type SlicesSeen, slicesSeen } from './slices/slices-seen.js';
import type { ClassFound, DataFound, SourceFound } from './sources.js';
import type { SplitName } from './split-bounds.js';
import { imagesInTable } from './table/grouped.js';
import { type TableSeen, tableSeen } from './table/seen.js';

export interface ClassSeen {
  readonly name: string;
  /** Images at any depth below the class's folder. */
  readonly images: number;
  /** Images of formats that are not read. */
  readonly unread: number;
  /** True where most of its images lie in folders of its folder, as in that of a split. */
  readonly holdsFolders: boolean;
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
  /** Where the class folders seem to lie, where they do not lie in this one. */
  readonly deeper: Level | undefined;
  /** Relative to the data folder: images beside the class folders, images that are not read, files that are no images … */
  readonly strays: readonly string[];
  /** How many there are, where a table labels them. */
  readonly images: number;
  readonly unread: readonly string[];
  readonly others: readonly string[];
  /** … what systems left, and folders whose names are no text. */
  readonly leftovers: readonly string[];
  readonly unnamed: readonly string[];
}

export interface DataSeen
  extends Pick<DataFound, 'siblings' | 'folders' | 'unusedSplits' | 'deeper' | 'exclude'> {
  readonly exists: boolean;
  readonly sources: readonly SourceSeen[];
  /** Absent where folders are the classes. */
  readonly table?: TableSeen;
  /** False where the budget did not suffice or a folder can't be seen: what was counted is not all there is. */
  readonly whole: boolean;
  /** Where the split keeps groups of images together. */
  readonly groups?: GroupsSeen | undefined;
  /** Where metrics are told apart. */
  readonly slices?: readonly SlicesSeen[];
  /** Of examples that are texts, how many tokens some of them have, spread over all: about, since no tokenizer runs here. */
  readonly lengths?: readonly number[];
}

export function seenOf(
  { path, siblings, folders, unusedSplits, deeper, sources, table, exclude }: DataFound,
  { split, splitSeed = 0, slices }: Pick<Data, 'split' | 'slices'> & Partial<Pick<Data, 'splitSeed'>>,
  whole = true,
): DataSeen {
  const exists = path !== undefined;
  const seen = { exists, siblings, folders, unusedSplits, deeper, sources: sources.map(sourceSeen), whole };
  const images = () =>
    table ? imagesInTable(table, split.group?.kind === 'column') : imagesInFolders(sources);
  // A table may have a million rows, and most splits know no groups.
  const groups = split.group ? groupsSeen(images(), split, splitSeed, table ? 0 : 1) : undefined;
  return {
    ...seen,
    groups,
    ...(slices && { slices: slicesSeen(slices, sources, table) }),
    ...(table && { table: tableSeen(table) }),
    ...(exclude && { exclude }),
  };
}

function sourceSeen({ split, folder, path, classes, ...files }: SourceFound): SourceSeen {
  const inFolder = (names: readonly string[]) =>
    folder === '' ? names : names.map((name) => `${folder}/${name}`);
  const [only, ...others] = classes.filter(({ images }) => images.length > 0);
  return {
    split,
    folder,
    exists: path !== undefined,
    classes: classes.map(classSeen),
    deeper: only && others.length === 0 ? classLevel(only.images, split === null) : undefined,
    strays: inFolder(files.strays),
    images: files.images.length,
    unread: inFolder(files.unread),
    others: inFolder(files.others),
    leftovers: inFolder(files.leftovers),
    unnamed: inFolder(files.unnamed),
  };
}

const classSeen = ({ name, images, unread }: ClassFound): ClassSeen => ({
  name,
  images: images.length,
  unread: unread.length,
  // The first part of each path is the class's own folder.
  holdsFolders: holdsFolders(images.map((image) => image.slice(image.indexOf('/') + 1))),
});

/** The classes or labels that have images in any of the sources, as a run would know them. */
export function classesOf({ sources, table }: Pick<DataSeen, 'sources' | 'table'>): readonly string[] {
  if (table) return [...table.counts.keys()];
  const named = sources.flatMap(({ classes }) => classes.filter(({ images }) => images > 0));
  return [...new Set(named.map(({ name }) => name))];
}
