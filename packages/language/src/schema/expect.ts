/** What a finished model must reach: a bound on a metric of a split, or on the time that the run takes. */
import { lossMetric, type MetricDefinition } from '../tasks/metric.js';
import { allMetrics } from '../tasks/metrics.js';
import { duration } from './duration.js';
import { anyNumber, number, percent } from './numbers.js';
import { type BlockSpec, derived, type Spec, type ValueType } from './types.js';

export const signs = ['>=', '<=', '>', '<'] as const;
export type Sign = (typeof signs)[number];

/** The splits that a run measures its best weights on. */
export const measuredSplits = ['test', 'validation'] as const;
export type MeasuredSplit = (typeof measuredSplits)[number];

/** The one expectation that is of no split. */
export const timeName = 'time';

/** The side on which a good model lies. */
export const usualSign = (better: MetricDefinition['better']): Sign => (better === 'higher' ? '>=' : '<=');

/** Which split and which metric a name is of; undefined for one that names none. */
export function measureOf(
  name: string,
): { readonly split: MeasuredSplit; readonly metric: MetricDefinition } | undefined {
  const split = measuredSplits.find((one) => name.startsWith(`${one}.`));
  const metric = split && allMetrics.find((one) => name === `${split}.${one.name}`);
  return split && metric && { split, metric };
}

/** Losses and errors are no less than 0; what may be is at its best at 1. */
const numberOf = ({ better }: MetricDefinition): ValueType<number> =>
  better === 'lower' ? number(0) : anyNumber(1);

const examples: Readonly<Record<string, string>> = {
  [lossMetric.name]: '0.4',
  mae: '2.5',
  rmse: '4',
  r2: '0.8',
  spearman: '0.8',
  perplexity: '20',
  ece: '5%',
  rejected: '10%',
  interval_width: '8',
};

function boundOn(split: MeasuredSplit, metric: MetricDefinition): Spec<number | null> {
  const { name, form, better, doc } = metric;
  return derived(
    form === 'percent' ? percent(0, 100) : numberOf(metric),
    'nothing is expected',
    doc.replace('validation ', ''),
    `${split}.${name} ${usualSign(better)} ${examples[name] ?? (form === 'percent' ? '90%' : '1')}`,
  );
}

const bounds: Readonly<Record<string, Spec<number | null>>> = {
  ...Object.fromEntries(
    measuredSplits.flatMap((split) =>
      allMetrics.map((metric) => [`${split}.${metric.name}`, boundOn(split, metric)] as const),
    ),
  ),
  [timeName]: derived(
    duration,
    'nothing is expected',
    'What the whole run takes, over all its sessions.',
    'time <= 10min',
  ),
};

export const expectBlock = {
  name: 'expect',
  doc: 'What must hold of the finished model. A run that misses a bound keeps all that it made, and ends with exit code 3. With `split: folds(…)` the mean over all folds is held against a bound, and the time of all together.',
  example: 'expect {\n  test.accuracy >= 90%\n  validation.loss <= 0.4\n  time <= 10min\n}',
  properties: bounds,
} satisfies BlockSpec;
