/** Beside cleanlab, on the same probabilities. */
import { describe, expect, it, test } from 'vitest';
import { readGolden } from '../testing/goldens.js';
import {
  confidentThresholds,
  type JudgedLabels,
  learnConfidently,
  normalizedMargin,
  rowOf,
} from './confident-joint.js';

interface LabelsGolden {
  readonly classes: number;
  readonly labels: readonly number[];
  readonly probabilities: readonly (readonly number[])[];
  readonly thresholds: readonly number[];
  readonly joint: readonly (readonly number[])[];
  readonly confident: readonly number[];
  readonly ranked: readonly number[];
  readonly scores: Readonly<Record<'normalized_margin' | 'self_confidence', readonly number[]>>;
}

const goldens = Object.entries(readGolden<Record<string, LabelsGolden>>('label-errors.json'));

const judgedOf = ({ labels, probabilities, classes }: LabelsGolden): JudgedLabels => ({
  labels,
  classes,
  probabilities: Float64Array.from(probabilities.flat()),
});

describe.each(goldens)('%s', (_, golden) => {
  const judged = judgedOf(golden);
  const { joint, confident, errors } = learnConfidently(judged);

  it('has the thresholds and the joint', () => {
    const thresholds = confidentThresholds(judged);
    expect(thresholds).toHaveLength(golden.thresholds.length);
    for (const [k, threshold] of golden.thresholds.entries())
      expect(thresholds[k]).toBeCloseTo(threshold, 12);
    expect(joint).toEqual(golden.joint);
    expect(confident).toEqual(golden.confident);
  });

  it('finds the same errors in the same order', () => {
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.map(({ example }) => example)).toEqual(golden.ranked);
    for (const { example, selfConfidence, margin } of errors) {
      expect(selfConfidence).toBeCloseTo(golden.scores.self_confidence[example]!, 12);
      expect(margin).toBeCloseTo(golden.scores.normalized_margin[example]!, 12);
    }
  });

  it('has the margin of every example', () => {
    for (const [example, label] of judged.labels.entries()) {
      const row = rowOf(judged, example);
      expect(normalizedMargin(row, label)).toBeCloseTo(golden.scores.normalized_margin[example]!, 12);
    }
  });
});

test('an example that no class is confidently that of is no error', () => {
  const probabilities = Float64Array.from([0.9, 0.1, 0.8, 0.2, 0.55, 0.45, 0.1, 0.9]);
  const { errors } = learnConfidently({ labels: [0, 0, 1, 1], probabilities, classes: 2 });
  expect(errors).toEqual([]);
  const sure = Float64Array.from([0.9, 0.1, 0.8, 0.2, 0.95, 0.05, 0.1, 0.9]);
  expect(learnConfidently({ labels: [0, 0, 1, 1], probabilities: sure, classes: 2 }).errors).toEqual([
    { example: 2, suggested: 0, selfConfidence: 0.05, margin: expect.closeTo(0.05, 12) },
  ]);
});
