export interface ChangedPart {
  readonly start: number;
  /** The end of the part in each, exclusive. */
  readonly endBefore: number;
  readonly endAfter: number;
}

/** What differs between two texts or lists: all but what they begin and end with alike. Undefined where nothing does. */
export function changedPart<T>(before: ArrayLike<T>, after: ArrayLike<T>): ChangedPart | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return undefined;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  return { start, endBefore: before.length - tail, endAfter: after.length - tail };
}
