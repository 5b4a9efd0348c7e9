/** Metrics that several tasks have. */
import type { MetricDefinition } from './metric.js';

export const macroF1 = {
  name: 'macro_f1',
  title: 'macro F1',
  better: 'higher',
  form: 'percent',
  doc: 'Mean F1 over the classes, all weighted equally.',
} as const satisfies MetricDefinition;

export const rocAuc = {
  name: 'roc_auc',
  title: 'ROC AUC',
  better: 'higher',
  form: 'percent',
  doc: 'Area under the ROC curve, the mean over the classes: how often an example of the class scores higher than another one.',
} as const satisfies MetricDefinition;
