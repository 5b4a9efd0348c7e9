/** The score from which a label is best predicted. */
import { type RankedScores, total } from './ranked-scores.js';

export interface Cut {
  /** The label is predicted where the score is at least this. */
  readonly threshold: number;
  /** Examples that get the label, and those of them that have it. */
  readonly predicted: number;
  readonly hits: number;
}

/**
 * The cut with the highest F1. A threshold lies halfway between the scores on its sides, or at `neutral` if that lies between
 * them; of cuts with equal F1, the threshold nearest to `neutral` is taken. Null if no example has the label:
 * every F1 is then 0.
 */
export function bestCut({ low, high, positives, negatives }: RankedScores, neutral: number): Cut | null {
  const all = total(positives);
  let best: Cut | null = null;
  let bestF1 = 0;
  let predicted = 0;
  let hits = 0;
  for (let i = positives.length - 1; i >= 0; i--) {
    predicted += positives[i]! + negatives[i]!;
    hits += positives[i]!;
    const f1 = (2 * hits) / (predicted + all);
    if (hits === 0 || f1 < bestF1) continue;
    const threshold = between(high[i - 1] ?? Number.NEGATIVE_INFINITY, low[i]!, neutral);
    const nearer = best === null || Math.abs(threshold - neutral) < Math.abs(best.threshold - neutral);
    if (f1 > bestF1 || nearer) best = { threshold, predicted, hits };
    bestF1 = f1;
  }
  return best;
}

/** The cut at a threshold that parts no group. */
export function cutAt({ low, positives, negatives }: RankedScores, threshold: number): Cut {
  const first = low.findIndex((score) => score >= threshold);
  const hits = first < 0 ? 0 : total(positives.subarray(first));
  return { threshold, predicted: hits + (first < 0 ? 0 : total(negatives.subarray(first))), hits };
}

/** A number above `below` and at most `low`. */
function between(below: number, low: number, neutral: number): number {
  if (below < neutral && neutral <= low) return neutral;
  const middle = (below + low) / 2;
  return below < middle ? middle : low;
}
