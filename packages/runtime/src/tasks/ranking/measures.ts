/** Metrics of rankings, of some of the examples that a run has predicted. */
import { onceMade } from '../../once-made.js';
import { meanOf } from '../mean.js';
import type { Measure } from '../measures.js';
import { averagePrecision, rocAuc } from './curve-areas.js';
import { type DrawnScores, drawnScores } from './drawn-ranks.js';

/** Of more, examples × labels, two thousand samples would take minutes: they are told without an interval. */
const mostScores = 2 ** 20;

const areas = { roc_auc: rocAuc, mean_average_precision: averagePrecision } as const;

export interface Ranked {
  /** Of each example a score for each label. */
  readonly scores: readonly (readonly number[])[];
  /** Of each example the labels that it has. */
  readonly targets: readonly (readonly number[])[];
  /** Which labels are ranked, by their indices. */
  readonly labels: readonly number[];
}

/** Means over the labels of which a sample has examples with and without. @param metrics which of the areas under curves */
export function rankingMeasures(
  { scores, targets, labels }: Ranked,
  metrics: readonly (keyof typeof areas)[],
): readonly Measure[] {
  if (scores.length * labels.length > mostScores) return [];
  // Sorted when a metric is first asked for: who tells others need not wait.
  const ranked = onceMade(() =>
    labels.map((label): DrawnScores | null =>
      drawnScores(
        scores.map((row) => row[label]!),
        targets.map((own) => own.includes(label)),
      ),
    ),
  );
  return metrics.map((metric) => ({
    metric,
    of: (sample) => {
      const values = ranked().map((of) => of && areas[metric](of(sample)));
      return meanOf(values) ?? Number.NaN;
    },
  }));
}
