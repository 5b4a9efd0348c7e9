import { expect, it, test } from 'vitest';
import { metricsGolden } from '../../testing/metrics-golden.js';
import { spearman } from './spearman.js';

test.each(Object.entries(metricsGolden().regressions))(
  'as SciPy: %s',
  (_what, { actual, predicted, ...golden }) => {
    const expected = golden.spearman;
    expect(spearman(actual, predicted)).toEqual(expected === null ? null : expect.closeTo(expected, 12));
  },
);

it.each([
  ['of rising numbers is 1, however they rise', [1, 2, 3, 4], [0.1, 5, 1e9, Number.POSITIVE_INFINITY], 1],
  ['of falling ones is -1', [1, 2, 3], [3, 2, 1], -1],
  [
    'of infinities that are equal counts them as ties',
    [1, 2, 3],
    [-Infinity, -Infinity, 0],
    Math.sqrt(3) / 2,
  ],
  ['is not defined of a constant', [1, 2, 3], [5, 5, 5], null],
  ['is not defined with NaN', [1, 2, 3], [1, Number.NaN, 3], null],
  ['is not defined of nothing', [], [], null],
])('%s', (_what, xs, ys, expected) => {
  expect(spearman(xs, ys)).toEqual(expected === null ? null : expect.closeTo(expected, 12));
});
