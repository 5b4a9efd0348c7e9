import { describe, expect, test } from 'vitest';
import { flagOf, hasDecimalComma, listOf, numberOf } from './cells.js';

describe('a number', () => {
  test.each([
    ['1', 1],
    ['-0.5', -0.5],
    ['+.5', 0.5],
    ['3.', 3],
    ['1e-3', 0.001],
    [2.5, 2.5],
  ])('is %j', (cell, expected) => {
    expect(numberOf(cell)).toBe(expected);
  });

  test.each(['n/a', 'NaN', '', '1,5', '1 000', '0x10', 'inf', '1e999', '12px', ['1']])(
    'is not %j',
    (cell) => {
      expect(numberOf(cell)).toBeUndefined();
    },
  );

  test('with a decimal comma is known as such', () => {
    expect(['1,5', '-0,25', '1.5', '1,2,3', 'a,b'].map(hasDecimalComma)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

test.each([
  ['cat|dog', ['cat', 'dog']],
  [' cat | dog |', ['cat', 'dog']],
  ['cat|cat', ['cat']],
  ['', []],
  ['|', []],
  [3, ['3']],
  [
    ['cat|dog', ' bird '],
    ['cat|dog', 'bird'],
  ],
])('the list in %j', (cell, expected) => {
  expect(listOf(cell, '|')).toEqual(expected);
});

test.each([
  ['1', true],
  [1, true],
  ['1.0', true],
  ['TRUE', true],
  ['0', false],
  [0, false],
  ['False', false],
  ['', undefined],
  ['2', undefined],
  ['-1', undefined],
  ['yes', undefined],
])('%j says whether a label holds: %j', (cell, expected) => {
  expect(flagOf(cell)).toBe(expected);
});
