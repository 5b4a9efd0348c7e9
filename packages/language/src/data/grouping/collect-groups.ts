import type { Group } from './balance.js';

export interface Member {
  /** The name of its group. */
  readonly group: string;
  /** Its class, its labels, or none. */
  readonly classes: readonly string[];
}

/** The class of what has none: of an example without labels, and of every example whose answer is a number. */
export const noClass = '';

/** The groups that the examples make, in the order in which they first occur. */
export function collectGroups(members: Iterable<Member>): readonly Group[] {
  const groups = new Map<string, { examples: number; counts: Map<string, number> }>();
  for (const { group, classes } of members) {
    const known = groups.get(group) ?? { examples: 0, counts: new Map<string, number>() };
    groups.set(group, known);
    known.examples += 1;
    for (const name of classes.length > 0 ? classes : [noClass]) {
      known.counts.set(name, (known.counts.get(name) ?? 0) + 1);
    }
  }
  return [...groups].map(([name, group]) => ({ name, ...group }));
}
