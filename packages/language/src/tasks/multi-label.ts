/** Any number of the classes for each example. */
import type { MetricsDetails } from '../run/metrics.js';
import { type Labelling, labels } from '../schema/labels.js';
import { optional } from '../schema/types.js';
import { orNone } from '../schema/words.js';
import type { TaskDefinition } from './definition.js';
import { macroF1, rocAuc } from './shared-metrics.js';

export const multiLabel = {
  name: 'multi_label',
  title: 'multi-label classification',
  predicts: 'any number of the classes',
  question: (of, outputs) => `Which of ${outputs} labels does ${of} have?`,
  answer: {
    name: 'labels',
    spec: optional(
      orNone(labels, 'Each example has one class.'),
      null,
      'none',
      'What tells which of the labels an example has, where it may have any number of them: a column of lists, or a column of 0 and 1 for each label.',
      'labels: tags(separator: "|")',
    ),
    read: (value) => (value as Labelling | null) ?? undefined,
    write: (answer) => answer,
  },
  units: 'classes',
  losses: ['binary_cross_entropy', 'focal'],
  loss: { kind: 'binary_cross_entropy' },
  metrics: [
    {
      name: 'micro_f1',
      title: 'micro F1',
      better: 'higher',
      form: 'percent',
      doc: 'F1 over all labels of all examples together.',
    },
    macroF1,
    {
      name: 'mean_average_precision',
      title: 'mean average precision',
      better: 'higher',
      form: 'percent',
      doc: 'Mean over the labels of the average precision, whatever the thresholds.',
    },
    rocAuc,
    {
      name: 'exact_match',
      title: 'exact match',
      better: 'higher',
      form: 'percent',
      doc: 'Share of the examples whose labels are all right.',
    },
  ],
  solvers: ['logistic', 'ridge'],
  balances: ['none', 'class_weights', 'sampling'],
} as const satisfies TaskDefinition;

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
