import { expect, test } from 'vitest';
import { wrongUnit } from './wrong-unit.js';

test.each([
  ['50', '50%', 'a percentage', '`50` needs a unit: the value is a percentage.'],
  ['1e-3', '0.1%', 'a percentage', '`1e-3` needs a unit: the value is a percentage.'],
  ['20px', '20%', 'a percentage', '`20px` has the wrong unit: the value is a percentage.'],
  ['16px', '16', 'a whole number', '`16px` must have no unit: the value is a whole number.'],
])('%s where %s was meant', (text, correction, expected, message) => {
  expect(wrongUnit.message({ text, expected, correction, sure: true })).toBe(message);
});
