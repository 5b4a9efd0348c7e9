import { expect, test } from 'vitest';
import { judgedIn, logitsByExample, unansweredIn, unread } from './places.js';

test('an example that is answered as a whole has a row', () => {
  const rows = logitsByExample(Float32Array.of(1, 2, 3, 4, 5, 6), 3);
  expect(rows.map((row) => [...row])).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(judgedIn(undefined)).toBe(1);
});

test('one that is answered word by word has the rows of its words, and none for those that were not read', () => {
  // Two texts of three tokens, two numbers each.
  const logits = Float32Array.from({ length: 12 }, (_, i) => i);
  const places = [Int32Array.of(1, 2), Int32Array.of(0, unread.cut, unread.empty)];
  const rows = logitsByExample(logits, 2, places);
  expect(rows.map((row) => [...row])).toEqual([
    [2, 3, 4, 5],
    [6, 7, Number.NaN, Number.NaN, Number.NaN, Number.NaN],
  ]);
  expect(places.map(judgedIn)).toEqual([2, 1]);
  expect(rows.map((row) => unansweredIn(row, 2))).toEqual([0, 2]);
});
