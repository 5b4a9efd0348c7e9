/**
 * Whether a classifier is as often right as it is sure: the expected calibration error of Guo et al. 2017, On Calibration of Modern
 * Neural Networks, arXiv:1706.04599, and the bins of its reliability diagram.
 */
import type { ReliabilityBin } from '@tlp/language/tasks/classification.js';

/** Of equal width, over the probability of the class that is said. */
export const reliabilityBins = 15;

export interface Calibration {
  /** @param confidence the highest of the probabilities */
  add(confidence: number, isRight: boolean): void;
  /** Mean over the examples of how far the share that is right is from the confidence, by bin; null without examples, or where one is NaN. */
  error(): number | null;
  /** Those that hold examples, from the least sure. */
  bins(): readonly ReliabilityBin[];
}

export function createCalibration(): Calibration {
  const bins = Array.from({ length: reliabilityBins }, () => ({ count: 0, confidence: 0, right: 0 }));
  let total = 0;
  return {
    add(confidence, isRight) {
      total++;
      // A bin holds its upper end, as in the paper.
      const place = Math.min(reliabilityBins - 1, Math.max(0, Math.ceil(confidence * reliabilityBins) - 1));
      const bin = bins[place];
      if (!bin) return;
      bin.count++;
      bin.confidence += confidence;
      if (isRight) bin.right++;
    },
    error() {
      const counted = bins.reduce((sum, { count }) => sum + count, 0);
      if (total === 0 || counted < total) return null;
      return bins.reduce((sum, { confidence, right }) => sum + Math.abs(right - confidence), 0) / total;
    },
    bins: () =>
      bins.flatMap(({ count, confidence, right }, i): readonly ReliabilityBin[] =>
        count === 0 ? [] : [[i, count, confidence / count, right / count]],
      ),
  };
}
