import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { metricsGolden } from '../../testing/metrics-golden.js';
import { averagePrecision, rocAuc } from './curve-areas.js';
import { averagePrecisionByExample, rankedOf, rocAucByPairs, scoredExamples } from './ranking.fixture.js';

const close = (actual: number | null, expected: number | null) =>
  expected === null ? expect(actual).toBeNull() : expect(actual).toBeCloseTo(expected, 12);

describe('as scikit-learn', () => {
  test.each(Object.entries(metricsGolden().rankings))('%s', (_what, { scores, labels, ...golden }) => {
    const ranked = rankedOf(scores.map((score, i) => ({ score, has: labels[i] === 1 })));
    close(rocAuc(ranked), golden.rocAuc);
    close(averagePrecision(ranked), golden.averagePrecision);
  });
});

it('is what the definitions give, pair by pair', () => {
  fc.assert(
    fc.property(scoredExamples, (examples) => {
      const ranked = rankedOf(examples);
      close(rocAuc(ranked), rocAucByPairs(examples));
      close(averagePrecision(ranked), averagePrecisionByExample(examples));
    }),
  );
});
