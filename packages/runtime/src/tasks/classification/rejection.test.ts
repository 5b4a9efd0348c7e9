import { detailsOf } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails } from '@tlp/language/tasks/classification.js';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../testing/goldens.js';
import { createMetrics } from './metrics.js';
import { energyScore, isRejected, thresholdFor } from './rejection.js';
import { createClassification } from './task.js';

interface RejectionGolden {
  readonly logits: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly keep: number;
  readonly scores: readonly number[];
  readonly threshold: number;
  readonly rejected: number;
  readonly kept_accuracy: number;
}

const golden = readGolden<{ readonly rejection: Readonly<Record<string, RejectionGolden>> }>(
  'sureness.json',
).rejection;

describe('rejection by energy', () => {
  it.each(Object.entries(golden))(
    'has the scores of pytorch-ood and the threshold of scikit-learn: %s',
    (_, { logits, labels, keep, ...theirs }) => {
      logits.forEach((row, i) => {
        expect(energyScore(row)).toBeCloseTo(theirs.scores[i]!, 12);
      });
      const metrics = createMetrics(logits[0]!.length, 1, undefined, {
        kind: 'unknown',
        keep,
        name: 'other',
      });
      metrics.add(
        logits.map((row) => Float32Array.from(row)),
        labels.map((label) => [label]),
      );
      const result = metrics.result();
      const { rejection } = detailsOf<ClassificationDetails>(result, 'classification');
      expect(rejection).toEqual({ name: 'other', keep, threshold: expect.closeTo(theirs.threshold, 5) });
      expect(result.scores.rejected).toBeCloseTo(theirs.rejected, 12);
      expect(result.scores.kept_accuracy).toBeCloseTo(theirs.kept_accuracy, 12);
    },
  );

  it.each([
    // log(e + e) = 1 + log 2
    [[1, 1], 1 + Math.LN2],
    [[1000, 0], 1000],
    [[-1000, -1000], -1000 + Math.LN2],
  ])('the score of %j is %f, whatever the size of logits', (logits, score) => {
    expect(energyScore(logits)).toBeCloseTo(score, 9);
  });

  it.each([
    [[3, 1, 2, 4], 1, 1],
    [[3, 1, 2, 4], 0.75, 2],
    [[3, 1, 2, 4], 0.76, 1],
    [[2, 2, 2, 3], 0.5, 2],
    [Array.from({ length: 20 }, (_, i) => i), 0.95, 1],
    [[5], 0.01, 5],
    [[], 0.95, null],
    [[1, Number.NaN], 0.95, null],
  ])('of the scores %j, a share of %f is kept from %s on', (scores, keep, threshold) => {
    expect(thresholdFor(scores, keep)).toBe(threshold);
  });

  it('keeps what scores as much as the threshold, and nothing that is no number', () => {
    expect([2, 1.999, Number.NaN].map((score) => isRejected(score, { threshold: 2 }))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('a classifier that rejects', () => {
  const asked = { reject: { kind: 'unknown', keep: 0.75, name: 'none of these' } } as const;
  const task = createClassification({
    outputs: ['rose', 'tulip'],
    loss: { kind: 'cross_entropy' },
    topK: 1,
    asked,
  });
  const logits = [
    [4, 0],
    [0, 6],
    [5, 1],
    [0.5, 0],
  ].map((row) => Float32Array.from(row));
  const validation = task.metrics();
  validation.add(logits, [[0], [1], [1], [0]]);
  const settled = task.settle(validation.result());

  it('takes its threshold from the validation split, and keeps it', () => {
    const { rejection } = settled.settings;
    expect(rejection).toEqual({ name: 'none of these', keep: 0.75, threshold: energyScore([4, 0]) });
    expect(task.settings).not.toHaveProperty('rejection');
    const test = settled.metrics();
    test.add(logits, [[0], [0], [1], [1]]);
    expect(settled.settle(test.result()).settings.rejection).toEqual(rejection);
    expect(test.result().scores).toMatchObject({ accuracy: 0.25, rejected: 0.25, kept_accuracy: 1 / 3 });
  });

  it('says which examples are none of the classes, and how near they come', () => {
    const [sure, unsure] = [logits[0]!, logits[3]!].map((row) => settled.answer(row, { id: 'a' }));
    const { view } = settled;
    expect(view.columns).toEqual(['class', 'probability', 'score', 'rose', 'tulip']);
    expect(view.rows(sure!)[0]!.slice(0, 3)).toEqual(['rose', expect.closeTo(0.982, 3), energyScore([4, 0])]);
    expect(view.rows(unsure!)[0]!.slice(0, 2)).toEqual(['none of these', expect.closeTo(0.622, 3)]);
    expect(view.json(unsure!)).toMatchObject({
      class: 'none of these',
      likeliest: 'rose',
      by: 'energy',
      score: expect.closeTo(0.974, 3),
      threshold: energyScore([4, 0]),
    });
    expect(view.text(sure!, 1)).toEqual({ first: 'rose 98.2%', rest: [] });
    expect(view.text(unsure!, 1)).toEqual({
      first: 'none of these',
      rest: ['score 0.9741 below 4.018', 'rose 62.2%'],
    });
  });

  it('says nothing of the kind where it is not asked to', () => {
    const plain = createClassification({
      outputs: ['rose', 'tulip'],
      loss: { kind: 'cross_entropy' },
      topK: 1,
    });
    expect(plain.answer(logits[0]!, { id: 'a' })).not.toHaveProperty('score');
    expect(plain.view.columns).toEqual(['class', 'probability', 'rose', 'tulip']);
  });
});
