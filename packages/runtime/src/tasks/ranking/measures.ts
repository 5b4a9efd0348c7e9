/** Metrics of rankings, of some of the examples that a run has predicted. */
import { onceMade } from '../../once-made.js';
import { meanOf } from '../mean.js';
import type { Measure } from '../measures.js';
import { drawnAreas, type Ranking, rankingOf } from './drawn-ranks.js';

/** Of more, examples × labels, two thousand samples take too long to wait for: they are told without an interval. */
const mostScores = 2 ** 18;

const areas = { roc_auc: 'rocAuc', mean_average_precision: 'averagePrecision' } as const;

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
    labels.map((label): Ranking | null =>
      rankingOf(
        scores.map((row) => row[label]!),
        targets.map((own) => own.includes(label)),
      ),
    ),
  );
  const counts = new Uint32Array(scores.length);
  // Metrics are asked for one after another of the same sample, and one walk over a ranking tells all.
  const last = new Uint32Array(scores.length);
  let found: readonly (ReturnType<typeof drawnAreas> | null)[] | null = null;
  const areasOf = (sample: Uint32Array) => {
    counts.fill(0);
    for (const place of sample) counts[place]! += 1;
    if (found && counts.every((count, place) => count === last[place])) return found;
    last.set(counts);
    found = ranked().map((ranking) => ranking && drawnAreas(ranking, counts));
    return found;
  };
  return metrics.map((metric) => ({
    metric,
    of: (sample) => meanOf(areasOf(sample).map((area) => (area ? area[areas[metric]] : null))) ?? Number.NaN,
  }));
}
