/** The groups of a data folder, as a run would divide them were no two images the same. */
import type { Split } from '../../resolve/pipeline.js';
import type { SourceFound } from '../sources.js';
import { sameSpelling } from '../spelling.js';
import { SPLITS, type SplitName } from '../split-bounds.js';
import { assignGroups } from './assign-groups.js';
import type { Group } from './balance.js';
import { groupsBy } from './grouping.js';

export interface GroupsSeen {
  /** Those that are named, the largest first. */
  readonly named: readonly { readonly name: string; readonly images: number }[];
  /** Images in no group, each one of its own. */
  readonly alone: readonly string[];
  /** Images of each class in each split. */
  readonly byClass: ReadonlyMap<string, Readonly<Record<SplitName, number>>>;
}

/** Name of a group among all: that of an image alone is its path, which ends in no `/`. */
export const groupKey = (group: string | null, image: string): string =>
  group === null ? sameSpelling(image) : `${group}/`;

/** Undefined where images are divided one by one. */
export function groupsSeen(
  sources: readonly Pick<SourceFound, 'classes'>[],
  split: Split,
  seed: number,
): GroupsSeen | undefined {
  if (split.kind !== 'fraction' || split.group === undefined) return undefined;
  const groupOf = groupsBy(split.group);
  const groups = new Map<string, Map<string, number>>();
  const alone: string[] = [];
  for (const { name, images } of sources.flatMap(({ classes }) => classes)) {
    for (const image of images) {
      const group = groupOf(image);
      if (group === null) alone.push(image);
      const key = groupKey(group, image);
      const counts = groups.get(key) ?? new Map<string, number>();
      groups.set(key, counts.set(name, (counts.get(name) ?? 0) + 1));
    }
  }
  const all = [...groups].map(([name, counts]) => ({ name, counts }));
  const { stratified } = split;
  const splits = assignGroups(all, { fractions: split, stratified, seed });
  const named = all.flatMap(({ name, counts }) =>
    name.endsWith('/') ? [{ name: name.slice(0, -1), images: sum(counts.values()) }] : [],
  );
  named.sort((a, b) => b.images - a.images);
  return { named, alone, byClass: countsBySplit(all, splits) };
}

function countsBySplit(
  groups: readonly Group[],
  splits: ReadonlyMap<string, SplitName | null>,
): GroupsSeen['byClass'] {
  const counts = new Map<string, Record<SplitName, number>>();
  for (const group of groups) {
    const split = splits.get(group.name) ?? null;
    for (const [label, count] of group.counts) {
      const known = counts.get(label) ?? { train: 0, validation: 0, test: 0 };
      counts.set(label, known);
      if (split !== null) known[split] += count;
    }
  }
  return counts;
}

/** The splits that get a share. */
export const wantedSplits = (split: Split): readonly SplitName[] =>
  split.kind === 'fraction' ? SPLITS.filter((name) => split[name] > 0) : [];

const sum = (counts: Iterable<number>): number => [...counts].reduce((a, b) => a + b, 0);
