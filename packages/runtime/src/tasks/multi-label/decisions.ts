/** What comes of predicting the labels from their thresholds. */
import { bestCut, type Cut, cutAt } from '../ranking/best-cut.js';
import type { RankedScores } from '../ranking/ranked-scores.js';
import { createSample } from '../ranking/sample.js';
import { decide, evenThreshold, sameLabels, sigmoid } from './decide.js';

export interface Decisions {
  add(logits: Float32Array, target: readonly number[]): void;
  /** At the label's threshold, a probability. @param ranked the label's logits; null where one was NaN */
  cutOf(label: number, ranked: RankedScores | null): Cut;
  /** Share of the examples whose labels are all right. @param thresholds those of the cuts */
  exactMatch(thresholds: readonly number[]): number;
}

export function givenDecisions(thresholds: readonly number[]): Decisions {
  const predicted = thresholds.map(() => 0);
  const hits = thresholds.map(() => 0);
  let count = 0;
  let exact = 0;

  function add(logits: Float32Array, target: readonly number[]): void {
    const labels = decide(logits, thresholds);
    for (const label of labels) {
      predicted[label]! += 1;
      if (target.includes(label)) hits[label]! += 1;
    }
    if (sameLabels(labels, target)) exact += 1;
    count += 1;
  }

  return {
    add,
    cutOf: (label) => ({ threshold: thresholds[label]!, predicted: predicted[label]!, hits: hits[label]! }),
    exactMatch: () => exact / count,
  };
}

/** Logits, examples × labels, that are kept to tell whether all labels of an example are right: 4 MiB. */
const keptLogits = 2 ** 20;

/**
 * Each label's threshold is the one with the highest F1 on these examples; of labels without examples, and of broken
 * ones, a half. Whether all labels are right is told of all examples up to 65,536 of them and 2^20 logits, and
 * of more from a sample.
 */
export function chosenDecisions(labels: number): Decisions {
  const capacity = Math.max(1024, Math.min(2 ** 16, Math.floor(keptLogits / labels)));
  const sample = createSample<{ logits: Float32Array; target: readonly number[] }>(capacity);

  function cutOf(_label: number, ranked: RankedScores | null): Cut {
    if (!ranked) return { threshold: evenThreshold, predicted: 0, hits: 0 };
    const cut = bestCut(ranked, 0) ?? cutAt(ranked, 0);
    return { ...cut, threshold: sigmoid(cut.threshold) };
  }

  function exactMatch(thresholds: readonly number[]): number {
    const rows = sample.items();
    return (
      rows.filter(({ logits, target }) => sameLabels(decide(logits, thresholds), target)).length / rows.length
    );
  }

  return { add: (logits, target) => sample.add({ logits: logits.slice(), target }), cutOf, exactMatch };
}
