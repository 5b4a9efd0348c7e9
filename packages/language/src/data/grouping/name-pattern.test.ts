import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupInName, type NamePattern, parsePattern } from './name-pattern.js';

const pattern = (text: string): NamePattern => {
  const parsed = parsePattern(text);
  if ('kind' in parsed) throw new Error(`${text}: ${parsed.kind}`);
  return parsed;
};

test.each([
  ['{group}_*.jpg', 'p12_left_03.jpg', 'p12'],
  ['{group}_*.jpg', 'P12_left.JPG', 'P12'],
  ['{group}_*.jpg', 'p12_left.png', undefined],
  ['{group}_*.jpg', '_left.jpg', undefined],
  ['{group}_*', 'p12_left.png', 'p12'],
  ['{group}_#', 'cam_a_0012.png', 'cam_a'],
  ['{group}#', 'cam12.png', 'cam'],
  ['{group}#', 'cam.png', undefined],
  ['#{group}', '12cat.png', 'cat'],
  ['*_{group}', 'img_3_p7.jpeg', '3_p7'],
  ['img_#_{group}', 'IMG_3_p7.jpeg', 'p7'],
  ['{group}_??', 'scan_4_ab.tif', 'scan_4'],
  ['{group}', '.hidden', '.hidden'],
  ['{group}.*', 'p12.left.jpg', 'p12'],
  ['été_{group}', 'E\u0301te\u0301_7.jpg', '7'],
  ['{group}_*', '🐈_1.jpg', '🐈'],
  ['?_{group}', '🐈_1.jpg', '1'],
  ['{group}(*)', 'a(1).jpg', 'a'],
  ['[a]{group}', '[a]b.jpg', 'b'],
])('%s in %s', (text, name, group) => {
  expect(groupInName(pattern(text), name)).toBe(group);
});

test.each([
  ['*_*.jpg', { kind: 'no group' }],
  ['', { kind: 'no group' }],
  ['{group}_{group}', { kind: 'two groups' }],
  ['{group}*', { kind: 'touching' }],
  ['*{group}_#', { kind: 'touching' }],
  ['{patient}_*', { kind: 'unknown braces', braces: '{patient}' }],
  ['{group}_{', { kind: 'unknown braces', braces: '{' }],
  [`{group}${'_'.repeat(255)}`, { kind: 'too long' }],
])('%s is no pattern', (text, problem) => {
  expect(parsePattern(text)).toEqual(problem);
});

/** What the pattern means, as its description says. */
const asExpression = (text: string): RegExp => {
  const source = text
    .replace(/[\\^$.|+()[\]]/g, '\\$&')
    .replaceAll('?', '.')
    .replaceAll('*', '.*?')
    .replaceAll('#', '\\d+')
    .replace('{group}', '(.+?)');
  return new RegExp(`^${source}$`, 'isu');
};

describe('a pattern', () => {
  const part = fc.constantFrom('*', '?', '#', '_', 'a', '1', '.', '_', 'a');
  const patterns = fc
    .tuple(fc.array(part, { maxLength: 5 }), fc.array(part, { maxLength: 5 }))
    .map(([before, after]) => `${before.join('')}{group}${after.join('')}.`);
  const names = fc
    .array(fc.constantFrom('a', 'A', '1', '2', '_', '.', 'b'), { maxLength: 12 })
    .map((letters) => `${letters.join('')}.`);

  test('means the regular expression that its description gives', () => {
    const property = fc.property(patterns, names, (text, name) => {
      const parsed = parsePattern(text);
      fc.pre(!('kind' in parsed));
      expect(groupInName(parsed as NamePattern, name)).toBe(asExpression(text).exec(name)?.[1]);
    });
    fc.assert(property, { numRuns: 3000, seed: 1 });
  });

  test('takes a time that grows with the lengths alone', () => {
    const steps = '*a'.repeat(100);
    // A regular expression of this kind goes through some 10^29 ways to divide the name.
    expect(groupInName(pattern(`${steps}_{group}`), `${'a'.repeat(250)}.jpg`)).toBeUndefined();
  });
});
