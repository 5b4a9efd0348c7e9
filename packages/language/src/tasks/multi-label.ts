/** Any number of the classes for each example. */
import type { MetricsDetails } from '../run/metrics.js';

export interface MultiLabelDetails extends MetricsDetails {
  readonly task: 'multi_label';
  readonly labels: readonly LabelMetrics[];
}

export interface LabelMetrics {
  /** The label is predicted from this probability. */
  readonly threshold: number;
  /** Share of the examples predicted to have the label that have it; 0 where none was. */
  readonly precision: number;
  /** Share of the examples with the label that were found; 0 where there are none. */
  readonly recall: number;
  readonly f1: number;
  /** Whatever the threshold; null where no example has the label. */
  readonly averagePrecision: number | null;
  /** Whatever the threshold; null where no example has the label, or all have it. */
  readonly rocAuc: number | null;
  /** Number of examples with the label. */
  readonly support: number;
}
