/** Which examples are like none of the classes: those of a score below a threshold. */
import type { Reject } from '@tlp/language/resolve/pipeline.js';
import type { Rejection, ScoreBins } from '@tlp/language/tasks/classification.js';

/**
 * The negative energy of Liu et al. 2020, Energy-based Out-of-distribution Detection, arXiv:2010.03759: `log Σ exp(logit)`. Of a calibrated
 * model the logits are already divided by the temperature, as in the paper's formula.
 */
export function energyScore(logits: ArrayLike<number>): number {
  const row = Array.from(logits);
  const highest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return highest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - highest), 0));
}

/**
 * The higher it is, the more an example is like those of training.
 * @param similarity to the training examples, see `known/nearest.ts`
 * @returns undefined where it is told by a similarity, and there is none
 */
export const scoreBy = (
  { by }: Pick<Rejection, 'by'>,
  logits: ArrayLike<number>,
  similarity: number | undefined,
): number | undefined => (by ? similarity : energyScore(logits));

/** A score that is no number is nobody's. */
export const isRejected = (score: number, { threshold }: Pick<Rejection, 'threshold'>): boolean =>
  !(score >= threshold);

/**
 * The highest threshold that keeps this share of the scores; those that equal it are kept.
 * @returns null where there are none, or one is NaN
 */
export function thresholdFor(scores: readonly number[], keep: number): number | null {
  if (scores.some(Number.isNaN)) return null;
  const ascending = Float64Array.from(scores).sort();
  // 5% of 20 are one, whatever binary fractions make of it.
  const rejected = Math.floor((1 - keep) * ascending.length + 1e-9);
  return ascending[Math.min(rejected, ascending.length - 1)] ?? null;
}

export interface Rejecting {
  add(score: number, isRight: boolean): void;
  /** Null without examples, or where a score is NaN and the threshold is to be chosen. */
  result(): RejectionOutcome | null;
}

export interface RejectionOutcome {
  readonly rejection: Rejection;
  /** Share of the examples. */
  readonly rejected: number;
  /** Null where nothing is kept. */
  readonly keptAccuracy: number | null;
  /** Null where no score is finite. */
  readonly scores: ScoreBins | null;
}

/** By a threshold that is given, or else by the one that keeps the share that is asked for of these very examples. */
export function createRejecting(by: Reject | Rejection): Rejecting {
  const scores: number[] = [];
  const right: boolean[] = [];
  return {
    add(score, isRight) {
      scores.push(score);
      right.push(isRight);
    },
    result() {
      const { name, keep, by: told } = by;
      const threshold = 'threshold' in by ? by.threshold : thresholdFor(scores, keep);
      if (threshold === null || scores.length === 0) return null;
      const rejection = { name, keep, threshold, ...(told && { by: told }) };
      const kept = right.filter((_, i) => !isRejected(scores[i]!, rejection));
      return {
        rejection,
        rejected: (scores.length - kept.length) / scores.length,
        keptAccuracy: kept.length === 0 ? null : kept.filter((isRight) => isRight).length / kept.length,
        scores: binsOf(scores, right),
      };
    },
  };
}

const binCount = 30;

function binsOf(scores: readonly number[], right: readonly boolean[]): ScoreBins | null {
  const finite = scores.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  const bins = Array.from({ length: binCount }, (): [number, number] => [0, 0]);
  for (const [i, score] of scores.entries()) {
    if (!Number.isFinite(score)) continue;
    const place = high === low ? 0 : Math.floor(((score - low) / (high - low)) * binCount);
    bins[Math.min(place, binCount - 1)]![right[i] ? 0 : 1] += 1;
  }
  return { low, high, bins };
}
