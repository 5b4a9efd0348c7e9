import { expect, it, test } from 'vitest';
import { metricsGolden } from '../../testing/metrics-golden.js';
import { createErrorSums } from './errors.js';

function errorsOf(actual: readonly number[], predicted: readonly number[]) {
  const sums = createErrorSums();
  actual.forEach((value, i) => void sums.add(value, predicted[i]!));
  return sums.result();
}

test.each(Object.entries(metricsGolden().regressions))(
  'as scikit-learn: %s',
  (_what, { actual, predicted, ...golden }) => {
    const { mae, rmse, r2 } = errorsOf(actual, predicted);
    expect(mae).toBeCloseTo(golden.mae, 9);
    expect(rmse).toBeCloseTo(golden.rmse, 9);
    // Relative: the errors of large numbers give a large one.
    expect(r2 && r2 / (golden.r2 ?? Number.NaN)).toEqual(golden.r2 === null ? null : expect.closeTo(1, 9));
  },
);

it('are not defined of nothing', () => {
  expect(errorsOf([], [])).toEqual({ mae: Number.NaN, rmse: Number.NaN, r2: null });
});
