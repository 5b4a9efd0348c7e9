import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingGaps, type Gap, trimmed } from './gaps.js';

const apply = (text: string, gaps: readonly Gap[]): string =>
  gaps
    .toReversed()
    .reduce((result, gap) => result.slice(0, gap.start) + gap.text + result.slice(gap.end), text);

test('leads from one layout to the other', () => {
  const space = fc.stringMatching(/^[ \t\n]{0,3}$/);
  const pairs = fc.array(fc.tuple(fc.constantFrom('a', '{', ''), space, space), { maxLength: 12 });
  fc.assert(
    fc.property(pairs, (pieces) => {
      const before = pieces.map(([word, gap]) => word + gap).join('');
      const after = pieces.map(([word, , gap]) => word + gap).join('');
      const gaps = differingGaps(before, after)!;
      expect(apply(before, gaps)).toBe(after);
      expect(
        apply(
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
