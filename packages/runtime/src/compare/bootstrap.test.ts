import { describe, expect, test } from 'vitest';
import { meanMeasure } from '../tasks/measures.js';
import { bootstrap, quantile } from './bootstrap.js';

test.each([
  [[1, 2, 3, 4], 0.5, 2.5],
  [[1, 2, 3, 4], 0.025, 1.075],
  [[7], 0.975, 7],
  [[0, 10], 0.975, 9.75],
])('the quantile of %j at %d is that of NumPy', (sorted, share, expected) => {
  expect(quantile(sorted, share)).toBeCloseTo(expected, 12);
});

describe('intervals', () => {
  const hits = Array.from({ length: 400 }, (_, i) => (i % 5 === 0 ? 0 : 1));
  const better = hits.map((hit, i) => (i % 20 === 0 ? 1 : hit));
  const measures = [hits, better].map((values) => meanMeasure('accuracy', values));
  const [found] = bootstrap([measures], 400, 0);

  test('are as wide as the normal approximation has them', () => {
    const { value, low, high } = found!.values[0]!;
    const half = 1.96 * Math.sqrt((0.8 * 0.2) / 400);
    expect(value).toBeCloseTo(0.8, 12);
    expect(low).toBeGreaterThan(0.8 - 1.25 * half);
    expect(low).toBeLessThan(0.8 - 0.75 * half);
    expect(high).toBeGreaterThan(0.8 + 0.75 * half);
    expect(high).toBeLessThan(0.8 + 1.25 * half);
  });

  test('of differences are those of pairs: narrower than of examples that are drawn apart', () => {
    const [none, difference] = found!.differences;
    expect(none).toEqual({ value: 0, low: 0, high: 0 });
    // The one has right whatever the other has, and 20 examples more.
    expect(difference!.value).toBeCloseTo(0.05, 12);
    expect(difference!.low).toBeGreaterThan(0.02);
    expect(difference!.high).toBeLessThan(0.08);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(bootstrap([measures], 400, 0)).toEqual([found]);
    expect(bootstrap([measures], 400, 1)).not.toEqual([found]);
  });

  test('leave out resamples in which the metric is not defined', () => {
    const rare = { metric: 'rare', of: (sample: Uint32Array) => (sample.includes(0) ? 1 : Number.NaN) };
    expect(bootstrap([[rare]], 3, 0)[0]!.values).toEqual([{ value: 1, low: 1, high: 1 }]);
  });
});
