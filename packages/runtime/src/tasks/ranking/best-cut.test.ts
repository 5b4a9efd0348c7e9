import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { metricsGolden } from '../../testing/metrics-golden.js';
import { bestCut } from './best-cut.js';
import { rankedOf, type Scored, scoredExamples } from './ranking.fixture.js';

const f1Of = (examples: readonly Scored[], threshold: number): number => {
  const predicted = examples.filter(({ score }) => score >= threshold);
  const hits = predicted.filter(({ has }) => has).length;
  return (2 * hits) / (predicted.length + examples.filter(({ has }) => has).length);
};

test.each(Object.entries(metricsGolden().rankings))(
  'finds the highest F1 of scikit-learn’s curve: %s',
  (_what, { scores, labels, bestF1 }) => {
    const examples = scores.map((score, i) => ({ score, has: labels[i] === 1 }));
    const cut = bestCut(rankedOf(examples), 0);
    expect(cut && f1Of(examples, cut.threshold)).toEqual(bestF1 === null ? null : expect.closeTo(bestF1, 12));
  },
);

it.each([
  ['exact', undefined],
  ['in bins', 1],
])('counts what its threshold predicts, and no score as a threshold is better: %s', (_what, exact) => {
  fc.assert(
    fc.property(scoredExamples, fc.constantFrom(0, 0.5), (examples, neutral) => {
      const cut = bestCut(rankedOf(examples, exact), neutral);
      fc.pre(cut !== null);
      const predicted = examples.filter(({ score }) => score >= cut.threshold);
      expect(predicted).toHaveLength(cut.predicted);
      expect(predicted.filter(({ has }) => has)).toHaveLength(cut.hits);
      const edges = [...rankedOf(examples, exact).low];
      expect(f1Of(examples, cut.threshold)).toBe(Math.max(...edges.map((edge) => f1Of(examples, edge))));
    }),
  );
});

describe('the threshold', () => {
  const threshold = (positives: readonly number[], negatives: readonly number[]) => {
    const examples = [
      ...positives.map((score) => ({ score, has: true })),
      ...negatives.map((score) => ({ score, has: false })),
    ];
    return bestCut(rankedOf(examples), 0)?.threshold;
  };

  it.each([
    ['lies halfway between the scores on its sides', [3, 4], [1, 2], 2.5],
    ['is neutral where that lies between them', [1, 2], [-3], 0],
    ['is neutral where all positives lie above it', [5, 6], [], 0],
    ['is the lowest score where all lie below neutral', [-2, -1], [], -2],
    ['of equals is the one nearest to neutral', [4, -1], [2, 3], -1],
    ['of equals that are as near is the higher', [2], [], 0],
  ])('%s', (_what, positives, negatives, expected) => {
    expect(threshold(positives, negatives)).toBe(expected);
  });

  it('is none without positives', () => {
    expect(threshold([], [1, 2])).toBeUndefined();
  });
});
