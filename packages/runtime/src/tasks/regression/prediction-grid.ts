/** Predicted against actual numbers, for a chart of any number of examples. */
import type { GridCell, PredictionGrid } from '@tlp/language/tasks/regression.js';

/** Null where no pair is finite. */
export function predictionGrid(
  actual: readonly number[],
  predicted: readonly number[],
  size = 24,
): PredictionGrid | null {
  const pairs = actual
    .map((value, i) => [value, predicted[i]!] as const)
    .filter((pair) => pair.every(Number.isFinite));
  if (pairs.length === 0) return null;
  const low = pairs.reduce((least, pair) => Math.min(least, ...pair), Number.POSITIVE_INFINITY);
  const high = pairs.reduce((most, pair) => Math.max(most, ...pair), Number.NEGATIVE_INFINITY);
  const place = (value: number) =>
    high === low ? 0 : Math.min(size - 1, Math.floor(((value - low) / (high - low)) * size));
  const counts = new Map<number, number>();
  for (const [right, said] of pairs) {
    const cell = place(right) * size + place(said);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const cells = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([cell, examples]): GridCell => [Math.floor(cell / size), cell % size, examples]);
  return { low, high, size, cells };
}
