/** The groups of a data folder, as a run would divide them were no two images the same. */
import type { Split } from '../../resolve/pipeline.js';
import { sharesOf } from '../shares.js';
import type { SourceFound } from '../sources.js';
import { sameSpelling } from '../spelling.js';
import type { SplitName, SplitSizes } from '../split-bounds.js';
import { assignGroups } from './assign-groups.js';
import type { Group } from './balance.js';
import { collectGroups, noClass } from './collect-groups.js';
import { groupsBy } from './grouping.js';

export interface GroupsSeen {
  /** Those that are named, the largest first. */
  readonly named: readonly { readonly name: string; readonly images: number }[];
  /** Images in no group, each one of its own; relative to the data folder. */
  readonly alone: readonly string[];
  /** How many there are to be divided by shares. */
  readonly divided: number;
  /** Named groups with images in the folders of several splits. */
  readonly torn: readonly string[];
  /** Images of each class or label in each split. */
  readonly byClass: ReadonlyMap<string, SplitSizes>;
  /** All images in each split. */
  readonly images: SplitSizes;
}

/** Name of a group among all: that of an image alone is its path, which ends in no `/`. */
export const groupKey = (group: string | null, image: string): string =>
  group === null ? sameSpelling(image) : `${group}/`;

export type GroupSource = Pick<SourceFound, 'split' | 'folder'> & {
  readonly images: readonly ImageSeen[];
};

export interface ImageSeen {
  /** Relative to the folder of the source. */
  readonly image: string;
  /** Its class, its labels, or none. */
  readonly classes: readonly string[];
  /** As a row of the table names it; absent where its path tells it. */
  readonly group?: string | null;
}

/** The images of class folders. */
export const imagesInFolders = (sources: readonly SourceFound[]): readonly GroupSource[] =>
  sources.map(({ split, folder, classes }) => ({
    split,
    folder,
    images: classes.flatMap(({ name, images }) => images.map((image) => ({ image, classes: [name] }))),
  }));

/** Undefined where images are divided one by one. */
export function groupsSeen(
  sources: readonly GroupSource[],
  split: Split,
  seed: number,
  classFolders: 0 | 1 = 1,
): GroupsSeen | undefined {
  if (split.group === undefined) return undefined;
  const groupOf = groupsBy(split.group, classFolders);
  const alone: string[] = [];
  const all = sources.map((source) => {
    const members = source.images.map(({ image, classes, group: named }) => {
      const id = source.folder === '' ? image : `${source.folder}/${image}`;
      const group = named === undefined ? groupOf(image) : named;
      if (group === null) alone.push(id);
      return { group: groupKey(group, id), classes };
    });
    return { split: source.split, groups: collectGroups(members) };
  });
  const shares = sharesOf(
    split,
    sources.some((source) => source.split === 'validation'),
  );
  const dividedBy = (own: SplitName | null) => (own === null || own === 'train' ? shares : undefined);
  const byClass = new Map<string, Record<SplitName, number>>();
  const images: Record<SplitName, number> = { train: 0, validation: 0, test: 0 };
  for (const { split: own, groups } of all) {
    const wanted = dividedBy(own);
    const splits = wanted && assignGroups(groups, { ...wanted, seed });
    for (const group of groups) {
      const split = splits ? (splits.get(group.name) ?? null) : own;
      if (split !== null) images[split] += group.examples;
      count(group, split, byClass);
    }
  }
  const sizes = new Map<string, { images: number; sources: number }>();
  for (const { name, examples } of all.flatMap(({ groups }) => groups)) {
    if (!name.endsWith('/')) continue;
    const size = sizes.get(name) ?? { images: 0, sources: 0 };
    sizes.set(name, { images: size.images + examples, sources: size.sources + 1 });
  }
  const named = [...sizes].map(([key, size]) => ({ name: key.slice(0, -1), ...size }));
  return {
    named: named.map(({ name, images }) => ({ name, images })).sort((a, b) => b.images - a.images),
    alone,
    divided: all.reduce((total, one) => total + (dividedBy(one.split) ? one.groups.length : 0), 0),
    torn: named.filter((one) => one.sources > 1).map(({ name }) => name),
    byClass,
    images,
  };
}

function count(
  { counts }: Group,
  split: SplitName | null,
  byClass: Map<string, Record<SplitName, number>>,
): void {
  for (const [label, images] of counts) {
    if (label === noClass) continue;
    const known = byClass.get(label) ?? { train: 0, validation: 0, test: 0 };
    byClass.set(label, known);
    if (split !== null) known[split] += images;
  }
}
