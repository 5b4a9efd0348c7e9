/** What a pipeline expects of its model, held against what was measured. */
import type { Expectation } from '../resolve/pipeline.js';
import { durationText } from '../schema/duration.js';
import { expectBlock, measureOf, type Sign, timeName } from '../schema/expect.js';
import { writeValue } from '../schema/write.js';
import { type TaskName, tasks } from '../tasks/index.js';
import { lossMetric, type MetricDefinition, metricText } from '../tasks/metric.js';
import { scoreOf } from '../tasks/metrics.js';
import type { MetricsSummary } from './metrics.js';

/** All that can be measured where a task is what the pipeline predicts. */
export const metricsFor = (task: TaskName): readonly MetricDefinition[] => [
  lossMetric,
  ...tasks[task].metrics,
];

/** Those that a schedule measures. */
export const measuredFor = (task: TaskName, asked: Asked): readonly MetricDefinition[] =>
  metricsFor(task).filter(({ needs }) => needs === undefined || asked[needs] !== undefined);

type Asked = Readonly<Partial<Record<NonNullable<MetricDefinition['needs']>, unknown>>>;

/** An expectation with what was measured; null where it was not, as of a split without examples. */
export interface JudgedExpectation extends Expectation {
  readonly value: number | null;
  readonly met: boolean;
}

/** The numbers that a run has; a split that is absent has no examples. */
export interface Measured {
  readonly validation?: Pick<MetricsSummary, 'loss' | 'scores'> | null;
  readonly test?: Pick<MetricsSummary, 'loss' | 'scores'> | null;
  /** Of the whole run. */
  readonly seconds?: number;
}

const holds: Readonly<Record<Sign, (value: number, bound: number) => boolean>> = {
  '>=': (value, bound) => value >= bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '<': (value, bound) => value < bound,
};

/** What was not measured, or is no number, is missed: nobody knows that it holds. */
export const judgeExpectations = (
  expected: readonly Expectation[],
  measured: Measured,
): readonly JudgedExpectation[] =>
  expected.map((expectation) => {
    const value = measuredValue(expectation.name, measured);
    const met = value !== null && holds[expectation.sign](value, expectation.bound);
    return { ...expectation, value, met };
  });

function measuredValue(name: string, measured: Measured): number | null {
  if (name === timeName) return measured.seconds ?? null;
  const measure = measureOf(name);
  const metrics = measure && measured[measure.split];
  const value = metrics ? scoreOf(metrics, measure.metric.name) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

export const isLowerBound = ({ sign }: Pick<Expectation, 'sign'>): boolean => sign.startsWith('>');

/** As the language writes it: `test.accuracy >= 90%`. */
export const expectationText = ({ name, sign, bound }: Expectation): string =>
  `${name} ${sign} ${boundText({ name, bound })}`;

/** `90%`, `0.4`, `10min`. */
export function boundText({ name, bound }: Pick<Expectation, 'name' | 'bound'>): string {
  const type = Object.hasOwn(expectBlock.properties, name) ? expectBlock.properties[name]?.type : undefined;
  return type ? writeValue(type, bound) : String(bound);
}

/** What was measured, as people read it: `87.4%`, `0.3120`, `641s`; `not measured`. */
export function valueText({ name, value }: Pick<JudgedExpectation, 'name' | 'value'>): string {
  if (value === null) return 'not measured';
  const metric = measureOf(name)?.metric;
  return metric ? metricText(metric, value) : durationText(Math.round(value));
}
