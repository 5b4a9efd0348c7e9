import { expect, test } from 'vitest';
import { percent, short } from './quantities.js';

test.each([
  [0, '0'],
  [9_999, '9,999'],
  [10_000, '10k'],
  [999_499, '999k'],
  [999_500, '1.0M'],
  [3_413_024, '3.4M'],
  [999_949_999, '999.9M'],
  [1_200_000_000, '1.2B'],
])('%i is short %s', (n, expected) => {
  expect(short(n)).toBe(expected);
});

test('a share is a percentage with one decimal', () => {
  expect([0, 0.0004, 0.714, 1].map(percent)).toEqual(['0.0%', '0.0%', '71.4%', '100.0%']);
});
