/** Predicted against actual numbers, counted in the cells of a square, for a chart of any number of examples. */

export interface PredictionGrid {
  /** The range of both axes. */
  readonly low: number;
  readonly high: number;
  /** Cells along each axis. */
  readonly size: number;
  /** The cells that are not empty, from the lowest: positions on both axes, and how many examples fell there. */
  readonly cells: readonly (readonly [actual: number, predicted: number, examples: number])[];
}

/** Null of no pair of finite numbers. */
export function predictionGrid(
  pairs: readonly (readonly [actual: number, predicted: number])[],
  size = 24,
): PredictionGrid | null {
  const finite = pairs.filter((pair) => pair.every(Number.isFinite));
  if (finite.length === 0) return null;
  const low = finite.reduce((least, pair) => Math.min(least, ...pair), Number.POSITIVE_INFINITY);
  const high = finite.reduce((most, pair) => Math.max(most, ...pair), Number.NEGATIVE_INFINITY);
  const place = (value: number) =>
    high === low ? 0 : Math.min(size - 1, Math.floor(((value - low) / (high - low)) * size));
  const counts = new Map<number, number>();
  for (const [actual, predicted] of finite) {
    const cell = place(actual) * size + place(predicted);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const cells = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([cell, examples]) => [Math.floor(cell / size), cell % size, examples] as const);
  return { low, high, size, cells };
}
