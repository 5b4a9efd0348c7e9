import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptEnds, keptLengths } from './truncation.js';

test.each([
  { lengths: [7], most: 10, kept: [7] },
  { lengths: [12], most: 10, kept: [10] },
  { lengths: [3, 4], most: 10, kept: [3, 4] },
  { lengths: [3, 40], most: 10, kept: [3, 7] },
  { lengths: [40, 3], most: 10, kept: [7, 3] },
  { lengths: [40, 50], most: 11, kept: [5, 6] },
  { lengths: [50, 40], most: 11, kept: [6, 5] },
  { lengths: [40, 40], most: 11, kept: [5, 6] },
  { lengths: [4, 0], most: 0, kept: [0, 0] },
])('of $lengths tokens keeps $kept where there is room for $most', ({ lengths, most, kept }) => {
  expect(keptLengths(lengths, most)).toEqual(kept);
});

test('fills the room, and takes from no text more than it has', () => {
  const lengths = fc.array(fc.nat(60), { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(lengths, fc.nat(60), (all, most) => {
      const kept = keptLengths(all, most);
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      expect(sum(kept)).toBe(Math.min(sum(all), most));
      for (const [i, count] of kept.entries()) expect(count).toBeLessThanOrEqual(all[i]!);
    }),
  );
});

test('cuts out the middle, a quarter of what is kept before it', () => {
  expect(keptEnds(510, 'head_tail')).toEqual({ head: 128, tail: 382 });
  expect(keptEnds(510, 'head')).toEqual({ head: 510, tail: 0 });
});
