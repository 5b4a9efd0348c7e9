import { expect, test } from 'vitest';
import { evenShare, mostKnown, sampledOf } from './known-room.js';

test.each([
  [[10, 10], 10, 5, 10],
  [[10, 2], 10, 8, 10],
  [[10, 10, 10], 10, 3, 9],
  [[10, 10], 1, 1, 2],
])('of classes of %j examples, %i are %i of each at most, %i together', (sizes, most, share, together) => {
  expect(evenShare(sizes, most)).toBe(share);
  expect(sampledOf(sizes, most)).toBe(together);
});

test.each([
  [1280, 12_500],
  [16, 100_000],
  [1e9, 1],
])('of %i numbers each, %i examples are kept at most', (width, most) => {
  expect(mostKnown(width)).toBe(most);
});
