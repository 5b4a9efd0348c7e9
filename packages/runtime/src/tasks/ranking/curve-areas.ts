/** How well scores put the examples that have a label above those that don't. */
import { type RankedScores, total } from './ranked-scores.js';

/**
 * Area under the ROC curve: the probability that a random example with the label scores higher than one without,
 * where equal scores count half. Null unless there are both. As scikit-learn's `roc_auc_score`.
 */
export function rocAuc({ positives, negatives }: RankedScores): number | null {
  const pairs = total(positives) * total(negatives);
  if (pairs === 0) return null;
  let below = 0;
  let right = 0;
  for (let i = 0; i < positives.length; i++) {
    right += positives[i]! * (below + negatives[i]! / 2);
    below += negatives[i]!;
  }
  return right / pairs;
}

/**
 * Average precision: the mean over the examples with the label of the precision at their score. Null if there are none.
 * As scikit-learn's `average_precision_score`, which does not interpolate.
 */
export function averagePrecision({ positives, negatives }: RankedScores): number | null {
  let hits = 0;
  let taken = 0;
  let sum = 0;
  for (let i = positives.length - 1; i >= 0; i--) {
    hits += positives[i]!;
    taken += positives[i]! + negatives[i]!;
    sum += (positives[i]! * hits) / taken;
  }
  return hits === 0 ? null : sum / hits;
}
