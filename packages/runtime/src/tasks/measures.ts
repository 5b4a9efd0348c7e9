/** Metrics of some of the examples that a run has predicted, for intervals by resampling. */
import type { Loss } from '@tlp/language/resolve/pipeline.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { Prediction } from '../train/run-directory.js';

/** A metric that follows from the predictions alone. */
export interface Measure {
  /** `loss`, or the name of the score. */
  readonly metric: string;
  /** @param sample places of the examples, which may repeat. @returns NaN where the metric is not defined for them */
  of(sample: Uint32Array): number;
  /** Of each example 1 or 0, where the metric is the share of those with 1. */
  readonly hits?: ArrayLike<number>;
}

export interface MeasureInput {
  /** Of the examples, in the order that places mean. */
  readonly predictions: readonly Omit<Prediction, 'split'>[];
  readonly outputs: readonly string[];
  readonly loss: Loss;
  /** The k of top-k accuracy. */
  readonly topK: number;
  /** What the run itself measured of the split. */
  readonly metrics: Metrics;
}

export type MeasuresOf = (input: MeasureInput) => readonly Measure[];

/** The mean of a number of each example. */
export const meanMeasure = (metric: string, values: ArrayLike<number>): Measure =>
  sumsMeasure(metric, [values], ([sum], examples) => sum! / examples);

/** The share of the examples with 1. @param hits 1 or 0 of each */
export const shareMeasure = (metric: string, hits: ArrayLike<number>): Measure => ({
  ...meanMeasure(metric, hits),
  hits,
});

/** What the sums of some numbers of each example come to, such as a ratio of two. */
export function sumsMeasure(
  metric: string,
  values: readonly ArrayLike<number>[],
  combine: (sums: readonly number[], examples: number) => number,
): Measure {
  return {
    metric,
    of(sample) {
      const sums = values.map((of) => {
        let sum = 0;
        for (const place of sample) sum += of[place]!;
        return sum;
      });
      return combine(sums, sample.length);
    },
  };
}

/** `2·right / (there + said)`: F1; 0 where there is none of either. */
export const f1Of = (right: number, there: number, said: number): number =>
  there + said === 0 ? 0 : (2 * right) / (there + said);
