/** Splits in which no group of examples stands twice, nor one example under two names. */
import { assignGroups, type GroupedSplit } from '@tlp/language/data/grouping/assign-groups.js';
import { collectGroups } from '@tlp/language/data/grouping/collect-groups.js';
import { groupKey } from '@tlp/language/data/grouping/groups-seen.js';
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import type { FoundExample } from './types.js';

/**
 * The split of each example, null for none, in their order. Groups that share the bytes of an example are one.
 * @param classesOf the class of an example, its labels, or none
 */
export function assignGrouped<E extends FoundExample>(
  examples: readonly E[],
  classesOf: (example: E) => readonly string[],
  wanted: GroupedSplit,
): readonly (SplitName | null)[] {
  const keys = groupKeys(examples);
  const members = examples.map((example, index) => ({ group: keys[index]!, classes: classesOf(example) }));
  const splits = assignGroups(collectGroups(members), wanted);
  return keys.map((key) => splits.get(key) ?? null);
}

/** The key of each example's group; groups with a copy of the same example all have that of the first by name. */
export function groupKeys(
  examples: readonly Pick<FoundExample, 'id' | 'hash' | 'group'>[],
): readonly string[] {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    // Each look-up shortens the next.
    for (let at = key; at !== root; ) {
      const up = parents.get(at)!;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  const firstWith = new Map<string, string>();
  const keys = examples.map(({ group = null, id, hash }) => {
    const key = groupKey(group, id);
    const other = firstWith.get(hash);
    if (other === undefined) firstWith.set(hash, key);
    else {
      const [a, b] = [rootOf(key), rootOf(other)];
      if (a !== b) parents.set(a < b ? b : a, a < b ? a : b);
    }
    return key;
  });
  return keys.map(rootOf);
}
