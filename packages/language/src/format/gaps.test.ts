import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingGaps, trimmed, withGaps } from './gaps.js';

test('leads from one layout to the other', () => {
  const space = fc.stringMatching(/^[ \t\n]{0,3}$/);
  const pairs = fc.array(fc.tuple(fc.constantFrom('a', '{', ''), space, space), { maxLength: 12 });
  fc.assert(
    fc.property(pairs, (pieces) => {
      const before = pieces.map(([word, gap]) => word + gap).join('');
      const after = pieces.map(([word, , gap]) => word + gap).join('');
      const gaps = differingGaps(before, after)!;
      expect(withGaps(before, gaps)).toBe(after);
      expect(
        withGaps(
          before,
          gaps.map((gap) => trimmed(gap, before)),
        ),
      ).toBe(after);
    }),
    { seed: 3 },
  );
});

test('nothing but white space may differ', () => {
  expect(differingGaps('a b', 'a c')).toBeUndefined();
  expect(differingGaps('a b', 'a')).toBeUndefined();
  expect(differingGaps('', 'a')).toBeUndefined();
});

test.each([
  ['a\r\nb', 'a\nb', 'a\r\nb'],
  ['a  b\r\nc\r\n', 'a\nb\nc\n', 'a\r\nb\r\nc\r\n'],
  ['a\nb\r\nc\nd  e', 'a\nb\nc\nd\ne', 'a\nb\r\nc\nd\ne'],
  ['\ufeffa', 'a', '\ufeffa'],
  ['\ufeff  a\r\n', 'a\n', '\ufeffa\r\n'],
  ['\ufeff', '', '\ufeff'],
])('line ends and a byte order mark stay: %j laid out as %j', (before, after, both) => {
  expect(withGaps(before, differingGaps(before, after)!)).toBe(both);
});
