/** A number that tells how good a model is, as `scores` of a run's metrics hold it by name. */
import { count, percent } from '../quantities.js';

export interface MetricDefinition {
  /** In the language (`monitor: macro_f1`), in `run.json` and in JSON output. */
  readonly name: string;
  /** For people, within a sentence: `macro F1`. */
  readonly title: string;
  readonly better: 'higher' | 'lower';
  /** `percent` for shares from 0 to 1. */
  readonly form: 'percent' | 'number';
  /** The property of the schedule without which it is not measured; absent of what always is. */
  readonly needs?: 'reject' | 'interval';
  /** On the validation split it is what was asked for, whatever the weights. */
  readonly fixed?: true;
  /** What it measures, as completion and the reference tell it. */
  readonly doc: string;
}

/** The loss that training minimizes, which every task has; it stands beside the scores. */
export const lossMetric: MetricDefinition = {
  name: 'loss',
  title: 'loss',
  better: 'lower',
  form: 'number',
  doc: 'The loss of the validation examples; lower is better.',
};

/** `71.4%`, `0.08320`, `12,403`. */
export const metricText = ({ form }: Pick<MetricDefinition, 'form'>, value: number): string =>
  form === 'percent' ? percent(value) : decimalText(value);

/** Four digits, as people compare them: `0.08320`, `12,403`. */
export const decimalText = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return count(Math.round(value));
  return value === 0 ? '0' : value.toPrecision(4);
};
