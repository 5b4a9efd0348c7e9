/** The scores of every label over all examples, in bounded memory, for the measures of a ranking. */
import { groupEqual, type RankedScores } from './ranked-scores.js';
import { createScoreBins, type ScoreBins } from './score-bins.js';

export interface ScoreTable {
  /** Adds an example: a float32 score for each label, and the indices of the labels that it has. */
  add(scores: ArrayLike<number>, labels: readonly number[]): void;
  /** Null where a score of the label was NaN, which has no rank. */
  of(label: number): RankedScores | null;
}

/** Examples × labels whose scores are kept as they are, in 20 MiB. */
const exactScores = 2 ** 22;

/**
 * Scores are exact up to `exact` of them, examples × labels. Beyond, those count as equal that fall into the same bin
 * of `score-bins.ts`, that is, agree in about their first two digits. The measures are then exactly those of
 * the scores so rounded; the area under the ROC curve differs from that of the scores by at most half the share of the pairs
 * of a positive and a negative example that share a bin.
 */
export function createScoreTable(labels: number, exact = exactScores): ScoreTable {
  const maxRows = Math.max(1, Math.floor(exact / labels));
  // Label by label, so that each label's scores go into its bins together and stay in the processor's cache.
  let room = Math.min(48, maxRows);
  let scores = new Float32Array(room * labels);
  let flags = new Uint8Array(room * labels);
  let rows = 0;
  let bins: ScoreBins | null = null;

  function add(row: ArrayLike<number>, own: readonly number[]): void {
    if (rows === room && room < maxRows) grow();
    if (rows === room) pour();
    for (let label = 0, at = rows; label < labels; label++, at += room) scores[at] = row[label]!;
    for (const label of own) flags[label * room + rows] = 1;
    rows += 1;
  }

  function grow(): void {
    // No power of two: scores of one row would compete for the same lines of the cache.
    const more = Math.min(2 * room + 16, maxRows);
    const [oldScores, oldFlags] = [scores, flags];
    scores = new Float32Array(more * labels);
    flags = new Uint8Array(more * labels);
    for (let label = 0; label < labels; label++) {
      scores.set(oldScores.subarray(label * room, (label + 1) * room), label * more);
      flags.set(oldFlags.subarray(label * room, (label + 1) * room), label * more);
    }
    room = more;
  }

  function pour(): ScoreBins {
    bins ??= createScoreBins(labels);
    for (let label = 0; label < labels; label++) {
      for (let at = label * room; at < label * room + rows; at++) bins.add(label, scores[at]!, flags[at]!);
    }
    flags.fill(0);
    rows = 0;
    return bins;
  }

  function sorted(label: number, flag: number): Float32Array {
    const start = label * room;
    return scores
      .subarray(start, start + rows)
      .filter((_, row) => flags[start + row] === flag)
      .sort();
  }

  function of(label: number): RankedScores | null {
    if (bins !== null) return pour().of(label);
    const [negatives, positives] = [sorted(label, 0), sorted(label, 1)];
    // Sorting puts NaN last.
    if (Number.isNaN(negatives.at(-1)) || Number.isNaN(positives.at(-1))) return null;
    return groupEqual(positives, negatives);
  }

  return { add, of };
}
