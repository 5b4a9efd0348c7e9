import { expect, test } from 'vitest';
import { wilson } from './wilson.js';

// As statsmodels' proportion_confint(hits, n, method="wilson").
test.each([
  [8, 10, 0.4901624715, 0.9433178485],
  [0, 10, 0, 0.2775327999],
  [10, 10, 0.7224672001, 1],
  [1, 2, 0.0945312057, 0.9054687943],
  [450, 500, 0.8705780904, 0.9233224373],
])('%d of %d', (hits, n, low, high) => {
  const found = wilson(hits, n);
  expect(found.low).toBeCloseTo(low, 8);
  expect(found.high).toBeCloseTo(high, 8);
});

test('of nothing nothing is known', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});
