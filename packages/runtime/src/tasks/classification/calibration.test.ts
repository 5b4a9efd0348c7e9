import { detailsOf } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails } from '@tlp/language/tasks/classification.js';
import { describe, expect, it } from 'vitest';
import { html } from '../../report/html.js';
import { readGolden } from '../../testing/goldens.js';
import { createCalibration } from './calibration.js';
import { createMetrics } from './metrics.js';
import { reliability } from './reliability.js';

interface CalibrationGolden {
  readonly logits: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly error: number;
  readonly bins: readonly (readonly number[])[];
}

const golden = readGolden<{ readonly calibration: Readonly<Record<string, CalibrationGolden>> }>(
  'comparison.json',
).calibration;

describe('the expected calibration error', () => {
  it.each(Object.entries(golden))(
    'is that of torchmetrics and NumPy: %s',
    (_, { logits, labels, error, bins }) => {
      const metrics = createMetrics(logits[0]!.length, 1);
      metrics.add(
        logits.map((row) => Float32Array.from(row)),
        labels.map((label) => [label]),
      );
      const result = metrics.result();
      expect(result.scores.ece).toBeCloseTo(error, 12);
      const found = detailsOf<ClassificationDetails>(result, 'classification').reliability!;
      expect(found.map(([bin, examples]) => [bin, examples])).toEqual(bins.map(([bin, n]) => [bin, n]));
      found.forEach(([, , confidence, right], i) => {
        expect(confidence).toBeCloseTo(bins[i]![2]!, 12);
        expect(right).toBeCloseTo(bins[i]![3]!, 12);
      });
    },
  );

  it('is none without examples, and where a probability is NaN', () => {
    const calibration = createCalibration();
    expect(calibration.error()).toBeNull();
    calibration.add(Number.NaN, false);
    expect(calibration.error()).toBeNull();
  });

  it.each([
    [1, 14],
    [1 / 15, 0],
    [0.5, 7],
  ])('puts a confidence of %s into bin %s', (confidence, bin) => {
    const calibration = createCalibration();
    calibration.add(confidence, true);
    expect(calibration.bins()[0]?.[0]).toBe(bin);
  });
});

it('the reliability diagram says in words what it shows', () => {
  const details = {
    task: 'classification',
    classes: [],
    confusion: [],
    reliability: [[8, 3, 0.57, 1 / 3]],
  } as const;
  const page = html`${reliability(details, 0.2367)}`.markup;
  expect(page).toContain('aria-label="Reliability diagram. The expected calibration error is 23.7%.');
  expect(page).toContain('<title>3 examples: 57.0% sure, 33.3% right</title>');
  expect(page).toContain('<td>53.3% to 60.0%</td>');
  expect(page).not.toMatch(/NaN|undefined/);
  expect(reliability({ task: 'classification', classes: [], confusion: [] }, undefined)).toBeNull();
});
