import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brief, listed, shown } from './shown.js';

test.each([
  ['F8_E4M3', '"F8_E4M3"'],
  [[2, 3], '[2,3]'],
  [[1, 2, 3, 4, 5, 6, 7, 8], '[1,2,3,4,5,6,…]'],
  [[[1], { a: 1 }, 'x'], '[[…],{…},"x"]'],
  [{ a: 1 }, '{…}'],
  [null, 'null'],
])('%j is shown as %s', (value, text) => {
  expect(brief(value)).toBe(text);
});

test('names are listed, the first few', () => {
  expect(listed(['a', 'b'])).toBe('a, b');
  expect(listed(['a', 'b', 'c', 'd'])).toBe('a, b, c and 1 more');
});

test('whatever stands in a file, its message stays short', () => {
  const long = 'x'.repeat(1_000_000);
  expect(shown(long)).toHaveLength(80);
  fc.assert(fc.property(fc.jsonValue(), (value) => brief(value).length < 1200));
  const nested = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
  expect(brief({ deep: nested })).toBe('{…}');
  expect(brief(nested)).toBe('[[…]]');
  expect(brief(Array(100).fill(long)).length).toBeLessThan(600);
});
