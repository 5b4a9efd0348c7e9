/** Groups in the order in which their keys first occur. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/**
 * The groups in which an item differs from the first. Where there is none, which is usual, no group is ever made: of a million
 * items these would take more memory than the items.
 */
export function groupsThatDiffer<T, K>(
  items: readonly T[],
  keyOf: (item: T) => K,
  differ: (first: T, other: T) => boolean,
): readonly (readonly T[])[] {
  const first = new Map<K, T>();
  const found = new Set<K>();
  for (const item of items) {
    const key = keyOf(item);
    const known = first.get(key);
    if (known === undefined) first.set(key, item);
    else if (differ(known, item)) found.add(key);
  }
  if (found.size === 0) return [];
  return [
    ...groupBy(
      items.filter((item) => found.has(keyOf(item))),
      keyOf,
    ).values(),
  ];
}
