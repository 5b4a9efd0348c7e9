import { expect, test } from 'vitest';
import { numberText } from './number-text.js';

test.each([
  [1e-4, '1e-4'],
  [0.0005, '5e-4'],
  [2.5e-5, '2.5e-5'],
  [0.01, '0.01'],
  [0, '0'],
  [3, '3'],
])('%f is written %s', (n, text) => {
  expect(numberText(n)).toBe(text);
  expect(Number(text)).toBe(n);
});
