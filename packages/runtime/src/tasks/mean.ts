/** Mean of what is defined; null where nothing is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
}

/** The scores that are defined, in order. */
export const definedScores = (scores: Readonly<Record<string, number | null>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(scores).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
