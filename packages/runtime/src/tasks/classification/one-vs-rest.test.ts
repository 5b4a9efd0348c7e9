import { describe, expect, it } from 'vitest';
import { metricsGolden } from '../../testing/metrics-golden.js';
import { createOneVsRest } from './one-vs-rest.js';

function areaOf(logits: readonly (readonly number[])[], labels: readonly number[]): number | null {
  const ranking = createOneVsRest(logits[0]!.length);
  labels.forEach((label, i) => void ranking.add(Float32Array.from(logits[i]!), label));
  return ranking.rocAuc();
}

describe('as scikit-learn', () => {
  const { logits, labels, ...golden } = metricsGolden().oneVsRest;

  it('of several classes', () => {
    expect(areaOf(logits, labels)).toBeCloseTo(golden.rocAuc, 12);
  });

  it('of two classes', () => {
    const two = logits.flatMap((row, i) => (labels[i]! < 2 ? [row.slice(0, 2)] : []));
    expect(
      areaOf(
        two,
        labels.filter((label) => label < 2),
      ),
    ).toBeCloseTo(golden.rocAucOfTwo, 12);
  });
});

it('ranks by probabilities, not by logits', () => {
  // The second row's first logit is the higher one, its first probability the lower.
  expect(
    areaOf(
      [
        [1, 0],
        [3, 5],
        [0, 2],
      ],
      [0, 1, 1],
    ),
  ).toBe(1);
});

it('is not taken of very many classes', () => {
  const row = (label: number) => Array.from({ length: 5000 }, (_, i) => (i === label ? 1 : 0));
  expect(areaOf([row(0), row(1)], [0, 1])).toBeNull();
});

it('leaves out classes that do not occur', () => {
  expect(
    areaOf(
      [
        [2, 0, 0],
        [0, 1, 3],
      ],
      [0, 1],
    ),
  ).toBe(1);
});

it.each([
  [
    'where all examples are of one class',
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
    [1, 1],
  ],
  [
    'where logits are NaN',
    [
      [Number.NaN, 0],
      [0, 1],
    ],
    [0, 1],
  ],
])('is not defined %s', (_what, logits, labels) => {
  expect(areaOf(logits, labels)).toBeNull();
});
