import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareNatural, sortNaturally } from './natural.js';

it.each([
  [
    ['10', '9', '1', '2'],
    ['1', '2', '9', '10'],
  ],
  [
    ['img12', 'img2', 'img'],
    ['img', 'img2', 'img12'],
  ],
  [
    ['b', 'B', 'a'],
    ['B', 'a', 'b'],
  ],
  [
    ['01', '1', '001', '2'],
    ['001', '01', '1', '2'],
  ],
  [
    ['00', '-', 'x'],
    ['-', '00', 'x'],
  ],
  [
    ['v1.10', 'v1.9'],
    ['v1.9', 'v1.10'],
  ],
  [
    ['é', 'z', 'a'],
    ['a', 'z', 'é'],
  ],
  [
    ['99999999999999999999', '100000000000000000000'],
    ['99999999999999999999', '100000000000000000000'],
  ],
])('sorts %j', (names, expected) => {
  expect([...names].sort(compareNatural)).toEqual(expected);
  expect(sortNaturally(names, (name) => name)).toEqual(expected);
});

it('is a total order', () => {
  const name = fc.stringMatching(/^[a0-9]{0,6}$/);
  const property = fc.property(name, name, name, (a, b, c) => {
    const sign = (x: string, y: string) => Math.sign(compareNatural(x, y));
    expect(sign(a, b)).toBe(-sign(b, a) + 0);
    expect(sign(a, b) === 0).toBe(a === b);
    if (sign(a, b) < 0 && sign(b, c) < 0) expect(sign(a, c)).toBe(-1);
  });
  fc.assert(property, { numRuns: 1000, seed: 1 });
});
