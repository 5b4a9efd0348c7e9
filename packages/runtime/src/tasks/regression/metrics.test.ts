import { detailsOf } from '@tlp/language/run/metrics.js';
import type { RegressionDetails } from '@tlp/language/tasks/regression.js';
import { describe, expect, it, test } from 'vitest';
import { metricsGolden } from '../../testing/metrics-golden.js';
import { squaredError } from '../row-losses.js';
import { createRegressionMetrics } from './metrics.js';
import { scalesOf, toScale } from './scale.js';

const plain = { mean: 0, deviation: 1 };
const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 5));

describe('as scikit-learn and SciPy', () => {
  test.each(Object.entries(metricsGolden().regressions))('%s', (_what, { actual, predicted, ...golden }) => {
    const metrics = createRegressionMetrics([plain], squaredError);
    metrics.add(
      predicted.map((value) => Float32Array.of(value)),
      actual.map((value) => [value]),
    );
    const [target] = detailsOf<RegressionDetails>(metrics.result(), 'regression').targets;
    const { mae, rmse, r2, spearman } = golden;
    expect(target).toMatchObject({
      mae: close(mae),
      rmse: close(rmse),
      r2: close(r2),
      spearman: close(spearman),
    });
    const defined = Object.entries({ mae, rmse, r2, spearman }).filter(([, value]) => value !== null);
    expect(metrics.result().scores).toEqual(
      Object.fromEntries(defined.map(([name, value]) => [name, close(value)])),
    );
  });
});

describe('of several targets on a scale', () => {
  const actual = [
    [100, 0.1],
    [300, 0.2],
    [200, 0.6],
  ];
  const scales = scalesOf(actual, 2);
  const predicted = [
    [110, 0.1],
    [280, 0.3],
    [200, 0.5],
  ];
  const outputs = Float32Array.from(predicted.flatMap((row) => toScale(row, scales)));

  const metrics = createRegressionMetrics(scales, squaredError);
  metrics.add([outputs.subarray(0, 2)], actual.slice(0, 1));
  metrics.add([outputs.subarray(2, 4), outputs.subarray(4)], actual.slice(1));
  const { count, loss, scores, details } = metrics.result();

  it('tells errors in the unit of each target, and their means', () => {
    const [first, second] = (details as RegressionDetails).targets;
    expect(first).toMatchObject({
      mae: close(10),
      rmse: close(Math.sqrt(500 / 3)),
      r2: close(1 - 500 / 20_000),
    });
    expect(second).toMatchObject({ mae: close(0.2 / 3), spearman: 1 });
    expect(scores.mae).toBeCloseTo((10 + 0.2 / 3) / 2, 5);
  });

  it('takes the loss on the scale that was trained on', () => {
    const variances = [20_000 / 3, 0.14 / 3];
    expect(count).toBe(3);
    expect(loss).toBeCloseTo((500 / 3 / variances[0]! + 0.02 / 3 / variances[1]!) / 2, 5);
  });
});
