import { expect, test } from 'vitest';
import type { SolvedRecord } from './events.js';
import { solvedText } from './solved.js';

test.each<[string, SolvedRecord]>([
  [
    'solved by ridge(l2: 300), the best of 9 strengths on the validation images; temperature 0.0812',
    { by: { kind: 'ridge', l2: 300 }, tried: 9, temperature: 0.081234 },
  ],
  ['solved by logistic(l2: 1)', { by: { kind: 'logistic', l2: 1 }, tried: 0, temperature: null }],
  [
    'solved by lda(shrinkage: 0.607%); temperature 1.42',
    { by: { kind: 'lda', shrinkage: 0.00606694 }, tried: 0, temperature: 1.4203 },
  ],
])('tells %s', (text, record) => {
  expect(solvedText(record, { one: 'image', many: 'images' })).toBe(text);
});
