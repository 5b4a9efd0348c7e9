import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimatedTokens } from './estimate.js';
import { inputForMost, isOftenCut, lengthsText, longerText, textLengths } from './lengths.js';

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);

test('the lengths of a hundred texts of 1 to 100 tokens are told by their shares', () => {
  const lengths = textLengths(upTo(100).toReversed(), 90);
  expect(lengths).toMatchObject({ texts: 100, longest: 100, longer: 10 });
  expect(lengthsText(lengths)).toBe(
    '50% of the texts have at most 50 tokens, 90% 90, 95% 95, 99% 99, the longest 100',
  );
  expect(longerText(lengths, 'head')).toBe('10.0% have more than the 90 of `input` and lose their ends');
  expect(longerText(textLengths(upTo(100), 99), 'head_tail')).toBe(
    'one has more than the 99 of `input` and loses its middle',
  );
  expect(longerText(textLengths(upTo(100), 100), 'head')).toBe('none has more than the 100 of `input`');
});

test.each([
  [100, undefined, 112],
  [1600, 512, undefined],
  [510, 512, 512],
  [8, 512, 16],
])(
  'an input that is enough for texts of up to %i tokens, of a network that reads %s, is %s',
  (n, most, enough) => {
    expect(inputForMost(upTo(n), most)).toBe(enough);
  },
);

test('an input that is proposed cuts at most 1%', () => {
  const lengths = fc.array(fc.integer({ min: 2, max: 3000 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(lengths, (some) => {
      const enough = inputForMost(some)!;
      expect(textLengths(some, enough).longer).toBeLessThanOrEqual(some.length / 100);
    }),
  );
});

test('who keeps beginning and end knows that texts are cut', () => {
  const lengths = textLengths(upTo(100), 50);
  expect([isOftenCut(lengths, 'head'), isOftenCut(lengths, 'head_tail')]).toEqual([true, false]);
  expect(isOftenCut(textLengths(upTo(100), 90), 'head')).toBe(false);
});

test.each([
  ['', 2],
  ['It rains.', 5],
  ['internationalization', 5],
  ['2024 km', 5],
  ['我喜欢', 5],
  ['e\u0301te\u0301', 3],
])('%j has about %i tokens', (text, tokens) => {
  expect(estimatedTokens([text])).toBe(tokens);
});

test('a pair has the tokens of both and one between', () => {
  expect(estimatedTokens(['It rains.', 'So it does'])).toBe(2 + 3 + 1 + 3);
});
