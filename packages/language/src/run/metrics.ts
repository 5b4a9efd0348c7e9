/** The numbers that tell how good a classifier is, as run directories and events hold them. */

export interface ClassMetrics {
  /** Share of the images put into this class that belong there; 0 where none was put there. */
  readonly precision: number;
  /** Share of this class's images that were found; 0 where it has none. */
  readonly recall: number;
  readonly f1: number;
  /** Number of images of this class. */
  readonly support: number;
}

/** The numbers that an epoch is remembered by. */
export interface MetricsSummary {
  readonly count: number;
  /** Mean cross-entropy against the hard labels, nats. */
  readonly loss: number;
  readonly accuracy: number;
  readonly topK: { readonly k: number; readonly accuracy: number };
  /** Mean F1 of the classes that occur among labels or predictions (as scikit-learn takes it). */
  readonly macroF1: number;
}

export interface Metrics extends MetricsSummary {
  /** In label order. */
  readonly classes: readonly ClassMetrics[];
  /** The cells of the confusion matrix that are not 0: of most classes, most are never taken for each other. */
  readonly confusion: readonly ConfusionCell[];
}

/** Indices of the right class and of the answer, and how many images of the one got the other; sorted by both. */
export type ConfusionCell = readonly [label: number, predicted: number, images: number];
