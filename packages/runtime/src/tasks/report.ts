/** What a task adds to the report of a run. */
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { Target } from '../data/types.js';
import type { Html } from '../report/html.js';
import type { Prediction } from '../train/run-directory.js';
import type { Answer } from './task.js';

export interface TaskReport {
  /** What the split's metrics look like. @param of `1,234 test images.` */
  sections(metrics: Metrics, outputs: readonly string[], of: string): readonly (Html | null)[];
  /**
   * What the metrics of several parts of the data look like together, each of them of another model. Absent where they tell nothing
   * more than their means.
   */
  together?(metrics: readonly Metrics[], outputs: readonly string[], of: string): readonly (Html | null)[];
  /** What is right for an example, in words. */
  right(target: Target, outputs: readonly string[]): string;
  /** How likely each class is, by which labels that are likely wrong are told; absent where an example has not one class. */
  classProbabilities?(answer: Answer): readonly number[] | null;
  readonly mistakes: {
    readonly title: string;
    /** What they are counted as: `24 of 310 mistakes`. */
    readonly noun: string;
    /** What to look for, in a sentence. */
    readonly note: string;
    /**
     * How bad an answer is, and in words what was said and what is right; null for one that is right.
     * @param metrics of the split
     */
    of(prediction: Prediction, outputs: readonly string[], metrics: Metrics): Mistake | null;
  };
}

export interface Mistake {
  /** Mistakes are shown by this, the highest first. */
  readonly rank: number;
  readonly said: Said;
  readonly right: Said;
  /** The cell of the confusion matrix that it is counted in: the right class and the one that was said, by their indices. */
  readonly cell?: readonly [number, number];
  /** The example itself, where parts of it are right or wrong; absent where its modality shows it. */
  readonly marked?: readonly Segment[];
}

/** A part of a text, and what became of it. */
export interface Segment {
  readonly text: string;
  readonly mark?: { readonly kind: 'right' | 'wrong' | 'missed'; readonly label: string };
}

/** `cat` and `93.1%` */
export interface Said {
  readonly what: string;
  readonly note: string;
}
