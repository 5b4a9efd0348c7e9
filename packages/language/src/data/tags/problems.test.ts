import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagProblems } from './problems.js';
import { isTag, partsOf, type TagScheme } from './scheme.js';

test.each<[TagScheme, string, readonly string[]]>([
  ['bio', 'B-PER I-PER O B-LOC', []],
  ['bio', 'O I-PER', ['tag-order 1 I-PER after O']],
  ['bio', 'I-PER', ['tag-order 0 I-PER after O']],
  ['bio', 'B-PER I-LOC', ['tag-order 1 I-LOC after B-PER']],
  // One slip is one message: what stands beside it may be right.
  ['bio', 'B_LOC I-LOC', ['no-tag 0 B_LOC']],
  [
    'bio',
    'b-LOC o S-LOC B- -',
    ['no-tag 0 b-LOC', 'no-tag 1 o', 'no-tag 2 S-LOC', 'no-tag 3 B-', 'no-tag 4 -'],
  ],
  ['iob1', 'I-PER I-PER O I-LOC B-LOC', []],
  ['iob1', 'O B-LOC', ['tag-order 1 B-LOC after O']],
  ['bioes', 'S-PER B-PER I-PER E-PER O U-PER B-PER L-PER', []],
  ['bioes', 'B-PER O', ['tag-order 1 O after B-PER']],
  ['bioes', 'B-PER', ['tag-order 0 B-PER at the end']],
  ['bioes', 'O E-PER', ['tag-order 1 E-PER after O']],
  ['none', 'NOUN VERB .', []],
])('%s: %s', (scheme, tags, problems) => {
  const found = tagProblems(tags.split(' '), scheme);
  expect(found.map(({ kind, at, text }) => `${kind} ${at} ${text}`)).toEqual(problems);
});

test('what follows its rules has no problems', () => {
  const entity = fc.tuple(fc.constantFrom('PER', 'LOC', 'a-b'), fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant(null), entity), { maxLength: 9 }), (parts) => {
      const tags = parts.flatMap((part) =>
        part ? Array.from({ length: part[1] }, (_, i) => `${i ? 'I' : 'B'}-${part[0]}`) : ['O'],
      );
      expect(tagProblems(tags, 'bio')).toEqual([]);
    }),
  );
});

test('any text is divided, and only tags of the scheme are such', () => {
  expect(partsOf('B-geo-loc')).toEqual({ prefix: 'B', type: 'geo-loc' });
  expect(partsOf('O')).toEqual({ prefix: 'O', type: '_' });
  fc.assert(
    fc.property(fc.string(), (tag) => {
      const { prefix } = partsOf(tag);
      expect(prefix.length).toBeLessThanOrEqual(1);
      if (isTag(tag, 'bio') && tag !== 'O') expect('BI').toContain(prefix);
    }),
  );
});
