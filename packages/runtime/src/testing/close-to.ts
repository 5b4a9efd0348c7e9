import { expect } from 'vitest';

/** Every value within `tolerance` of the expected, relative to the largest expected magnitude. */
export function closeTo(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const { worst, at, scale } = deviation(actual, expected);
  expect(
    worst,
    `value ${at}: ${actual[at]} instead of ${expected[at]} (largest ${scale})`,
  ).toBeLessThanOrEqual(tolerance * Math.max(scale, 1e-6));
}

/** The largest difference, where it is, and the largest expected magnitude. */
export function deviation(actual: ArrayLike<number>, expected: ArrayLike<number>) {
  let worst = 0;
  let at = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    // NaN is never close.
    if (!(difference <= worst))
      [worst, at] = [Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference, i];
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return { worst, at, scale };
}
