import { detailsOf } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails } from '@tlp/language/tasks/classification.js';
import { describe, expect, it } from 'vitest';
import { logitsByExample } from '../../data/places.js';
import { createMetrics, softmax } from './metrics.js';

/** Logits whose highest score is at `predicted`, the next at `second`. */
const row = (predicted: number, second: number): number[] =>
  [0, 1, 2].map((i) => (i === predicted ? 2 : i === second ? 1 : 0));

describe('createMetrics', () => {
  // label, predicted, second choice
  const examples = [
    [0, 0, 1],
    [0, 0, 2],
    [0, 1, 0],
    [1, 1, 0],
    [1, 2, 0],
    [2, 2, 0],
  ] as const;
  const labels = examples.map(([label]) => [label]);
  const logits = Float32Array.from(examples.flatMap(([, first, second]) => row(first, second)));

  const whole = createMetrics(3, 2);
  whole.add(logitsByExample(logits, 3), labels);
  const metrics = whole.result();
  const details = detailsOf<ClassificationDetails>(metrics, 'classification');

  it('counts what was taken for what', () => {
    expect(details.confusion).toEqual([
      [0, 0, 2],
      [0, 1, 1],
      [1, 1, 1],
      [1, 2, 1],
      [2, 2, 1],
    ]);
    expect(metrics.scores.accuracy).toBeCloseTo(4 / 6, 12);
    expect(metrics.scores.top_2).toBe(5 / 6);
  });

  it('gives precision, recall and F1 of every class and their mean', () => {
    expect(details.classes).toEqual([
      { precision: 1, recall: 2 / 3, f1: 4 / 5, support: 3 },
      { precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, support: 2 },
      { precision: 1 / 2, recall: 1, f1: 2 / 3, support: 1 },
    ]);
    expect(metrics.scores.macro_f1).toBeCloseTo((4 / 5 + 1 / 2 + 2 / 3) / 3, 12);
  });

  it('gives the mean cross-entropy', () => {
    const logSum = Math.log(Math.exp(2) + Math.exp(1) + 1);
    const chosen = [2, 2, 1, 2, 0, 2];
    expect(metrics.loss).toBeCloseTo(logSum - chosen.reduce((a, b) => a + b, 0) / 6, 6);
  });

  it('gives the same whatever the batches', () => {
    const streamed = createMetrics(3, 2);
    for (const [from, to] of [
      [0, 1],
      [1, 5],
      [5, 6],
    ] as const) {
      streamed.add(logitsByExample(logits.subarray(from * 3, to * 3), 3), labels.slice(from, to));
    }
    expect(streamed.result()).toEqual(metrics);
  });

  it('leaves a class that neither occurs nor is predicted out of macro-F1', () => {
    const some = createMetrics(3, 1);
    some.add([Float32Array.from(row(0, 1)), Float32Array.from(row(1, 0))], [[0], [1]]);
    expect(some.result().scores.macro_f1).toBe(1);
  });

  it('stays finite at huge logits and never counts NaN as a hit', () => {
    const huge = createMetrics(2, 1);
    huge.add([Float32Array.from([5000, -5000])], [[1]]);
    expect(huge.result().loss).toBe(10_000);
    const broken = createMetrics(2, 1);
    broken.add([Float32Array.from([Number.NaN, 0])], [[0]]);
    expect(broken.result().scores.top_1).toBe(0);
    expect(broken.result().loss).toBeNaN();
  });
});

it('softmax sums to one and does not overflow', () => {
  expect(softmax(Float32Array.from([1000, 1000]))).toEqual([0.5, 0.5]);
});

it('does not grow with the square of the classes', () => {
  const classes = 20_000;
  const many = createMetrics(classes, 5);
  const scores = new Float32Array(classes);
  scores[7] = 1;
  for (const label of [7, 19_999]) many.add([scores], [[label]]);
  const metrics = many.result();
  const { confusion } = detailsOf<ClassificationDetails>(metrics, 'classification');
  expect(confusion).toEqual([
    [7, 7, 1],
    [19_999, 7, 1],
  ]);
  expect(metrics.scores.accuracy).toBe(0.5);
  expect(metrics.scores.macro_f1).toBeCloseTo(1 / 3, 12);
});
