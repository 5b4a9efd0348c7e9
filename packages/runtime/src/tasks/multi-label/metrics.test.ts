import { detailsOf, type Metrics } from '@tlp/language/run/metrics.js';
import type { MultiLabelDetails } from '@tlp/language/tasks/multi-label.js';
import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../../random.js';
import { metricsGolden } from '../../testing/metrics-golden.js';
import { sigmoidCrossEntropy } from '../row-losses.js';
import { createMultiLabelMetrics } from './metrics.js';

interface Examples {
  readonly logits: readonly (readonly number[])[];
  readonly labels: readonly (readonly number[])[];
}

function metricsOf(
  { logits, labels }: Examples,
  thresholds: readonly number[] | null = null,
  batch = 2,
): Metrics {
  const width = logits[0]!.length;
  const metrics = createMultiLabelMetrics({ labels: width, loss: sigmoidCrossEntropy, thresholds });
  for (let start = 0; start < logits.length; start += batch) {
    const end = start + batch;
    metrics.add(
      logits.slice(start, end).map((row) => Float32Array.from(row)),
      labels.slice(start, end),
    );
  }
  return metrics.result();
}

const perLabel = (metrics: Metrics) => detailsOf<MultiLabelDetails>(metrics, 'multi_label').labels;

const close = (values: Readonly<Record<string, number | null>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? null : expect.closeTo(value, 12)]),
  );

describe('as scikit-learn', () => {
  test.each(metricsGolden().multiLabel)('at thresholds $thresholds', ({ thresholds, ...golden }) => {
    const metrics = metricsOf(golden, thresholds);
    expect(metrics.count).toBe(golden.labels.length);
    expect(metrics.loss).toBeCloseTo(golden.loss, 12);
    expect(metrics.scores).toEqual(close(golden.scores));
    expect(perLabel(metrics)).toEqual(
      golden.perLabel.map((label, i) => ({ ...close(label), threshold: thresholds[i] })),
    );
  });
});

describe('with thresholds of its own', () => {
  const [golden] = metricsGolden().multiLabel;
  const own = metricsOf(golden!);
  const thresholds = perLabel(own).map(({ threshold }) => threshold);

  it('is what those thresholds give', () => {
    expect(metricsOf(golden!, thresholds)).toEqual(own);
  });

  it('has F1 no lower than at a half', () => {
    const even = perLabel(metricsOf(golden!, golden!.thresholds));
    for (const [i, { f1 }] of perLabel(own).entries()) expect(f1).toBeGreaterThanOrEqual(even[i]!.f1);
    expect(own.scores.macro_f1).toBeGreaterThan(golden!.scores.macro_f1!);
  });

  it('leaves labels without examples at a half, and counts what is wrongly predicted there', () => {
    expect(thresholds[5]).toBe(0.5);
    expect(perLabel(own)[5]).toMatchObject({ precision: 0, f1: 0, averagePrecision: null });
  });
});

it('gives the same whatever the batches', () => {
  const [golden] = metricsGolden().multiLabel;
  for (const thresholds of [golden!.thresholds, null]) {
    expect(metricsOf(golden!, thresholds, 1)).toEqual(metricsOf(golden!, thresholds, 7));
  }
});

it('leaves out scores that are not defined', () => {
  const nothing = { logits: [[-1, -2]], labels: [[]] };
  expect(metricsOf(nothing, [0.5, 0.5]).scores).toEqual({ micro_f1: 0, exact_match: 1 });
});

it('tells exact matches of a sample where there are many examples', () => {
  const random = createRandom('exact matches');
  const labels = 1024;
  const metrics = createMultiLabelMetrics({ labels, loss: () => 0, thresholds: null });
  const row = new Float32Array(labels).fill(-1);
  for (let i = 0; i < 3000; i++) {
    // Half of the examples have label 0 as predicted, half have label 1 as not predicted.
    row[0] = random.next() < 0.5 ? 1 : -1;
    metrics.add([row], [row[0] > 0 ? [0] : [1]]);
  }
  expect(Math.abs(metrics.result().scores.exact_match! - 0.5)).toBeLessThan(0.08);
});
