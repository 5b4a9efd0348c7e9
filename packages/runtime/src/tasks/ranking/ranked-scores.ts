/** The scores that one label got, as the measures of a ranking read them. */

/** Groups of examples whose scores count as equal, from the lowest score to the highest. */
export interface RankedScores {
  /** The lowest and the highest score of each group; the same where scores are exact. */
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** Examples of each group that have the label, and those that don't. */
  readonly positives: Uint32Array;
  readonly negatives: Uint32Array;
}

/** Groups of equal scores. Both lists are ascending, without NaN. */
export function groupEqual(positives: Float32Array, negatives: Float32Array): RankedScores {
  const size = positives.length + negatives.length;
  const scores = new Float32Array(size);
  const counts = { positives: new Uint32Array(size), negatives: new Uint32Array(size) };
  let groups = 0;
  for (let p = 0, n = 0; p + n < size; groups++) {
    const score = n === negatives.length || positives[p]! < negatives[n]! ? positives[p]! : negatives[n]!;
    scores[groups] = score;
    for (; positives[p] === score; p++) counts.positives[groups]! += 1;
    for (; negatives[n] === score; n++) counts.negatives[groups]! += 1;
  }
  const low = scores.subarray(0, groups);
  return {
    low,
    high: low,
    positives: counts.positives.subarray(0, groups),
    negatives: counts.negatives.subarray(0, groups),
  };
}

export const total = (counts: Uint32Array): number => counts.reduce((sum, n) => sum + n, 0);
