/** `tlp compare` for people and for programs. */
import path from 'node:path';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { countedOf } from '@tlp/language/modalities/noun.js';
import { count } from '@tlp/language/quantities.js';
import { intervalText } from '@tlp/language/tasks/interval-text.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import { level, resamples } from '../compare/bootstrap.js';
import type { Comparison } from '../compare/compare.js';
import type { Colors } from './output.js';
import { type Column, table } from './table.js';

export function renderComparison(comparison: Comparison, c: Colors): string {
  const { runs, examples } = comparison;
  const names = shortNames(runs.map(({ run }) => run));
  const { noun } = modalityOf(runs[0]!.record.pipeline.data);
  const parts = [
    `${c.bold('test split')}: ${countedOf(examples, noun)}; intervals hold ${level * 100}% of ${count(resamples)} resamples\n\n${metricsTable(comparison, names)}`,
    ...names.slice(1).map((name, i) => againstFirst(comparison, [names[0]!, name], i + 1, c)),
    pipelineTable(comparison, names, c),
    ...environmentTable(comparison, names, c),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The last parts of their paths, as many as tell them apart. */
export function shortNames(runs: readonly string[]): readonly string[] {
  const parts = runs.map((run) => run.split(path.sep));
  for (let last = 1; ; last++) {
    const names = parts.map((of) => of.slice(-last).join('/'));
    if (new Set(names).size === new Set(runs).size || parts.every((of) => of.length <= last)) return names;
  }
}

const right = (title: string): Column => ({ title, align: 'right' });

function metricsTable({ measured, others }: Comparison, names: readonly string[]): string {
  const rows = [
    ...measured.map(({ metric, values }) => [
      metricOf(metric).title,
      ...values.map((interval) => intervalText(metric, interval)),
    ]),
    ...others.map(({ metric, values }) => [
      metricOf(metric).title,
      ...values.map((value) => metricText(metricOf(metric), value)),
    ]),
  ];
  return table([{ title: '' }, ...names.map(right)], rows);
}

function againstFirst(
  { measured, mcnemar }: Comparison,
  [first, name]: readonly [string, string],
  place: number,
  c: Colors,
): string {
  const rows = measured.map(({ metric, differences }) => {
    const { value, low, high } = differences[place]!;
    const show = (one: number) => signed(metric, one);
    const apart = low > 0 || high < 0;
    const better = value > 0 === (metricOf(metric).better === 'higher') ? 'better' : 'worse';
    return [metricOf(metric).title, show(value), `${show(low)} to ${show(high)}`, apart ? better : ''];
  });
  const lines = table([{ title: '' }, right('difference'), right('interval'), { title: '' }], rows);
  const test = mcnemar[place - 1];
  const p = test && (test.p < 0.001 ? 'p < 0.001' : `p = ${test.p.toFixed(3)}`);
  const told = test
    ? `\nOnly ${name} is right on ${count(test.ours)}, only ${first} on ${count(test.theirs)}: McNemar's exact test, ${p}.`
    : '';
  return `${c.bold(`${name} less ${first}`)}\n\n${lines}${told}`;
}

/** Shares differ by percentage points. */
function signed(metric: string, value: number): string {
  const { form } = metricOf(metric);
  const size =
    form === 'percent'
      ? `${(100 * Math.abs(value)).toFixed(1)} pp`
      : metricText(metricOf(metric), Math.abs(value));
  return value < 0 ? `−${size}` : `+${size}`;
}

function pipelineTable({ pipeline }: Comparison, names: readonly string[], c: Colors): string {
  if (pipeline.length === 0) return 'The pipelines are the same.';
  const rows = pipeline.map(({ path: at, values }) => [at, ...values.map((value) => value ?? '–')]);
  return `${c.bold('what differs in the pipelines')}\n\n${table([{ title: '' }, ...names.map((title) => ({ title }))], rows)}`;
}

function environmentTable(
  { environment }: Comparison,
  names: readonly string[],
  c: Colors,
): readonly string[] {
  if (environment.length === 0) return [];
  const rows = environment.map(({ name, values }) => [name, ...values.map((value) => value ?? '–')]);
  const title = c.bold('what computed them, where that differs');
  const note = 'Runs of one pipeline may differ slightly by it.';
  return [`${title}\n\n${table([{ title: '' }, ...names.map((title) => ({ title }))], rows)}\n${note}`];
}

/** NaN is null in JSON. */
export function comparisonJson(comparison: Comparison) {
  const { runs, examples, seed, measured, others, mcnemar, pipeline, environment } = comparison;
  return {
    runs: runs.map(({ run, record }) => ({ run, pipeline: record.pipeline.name, seed: record.seed })),
    task: runs[0]!.record.pipeline.task,
    examples,
    resamples,
    level,
    seed,
    metrics: [
      ...measured.map(({ metric, values, differences }) => ({ name: metric, values, differences })),
      ...others.map(({ metric, values }) => ({ name: metric, values: values.map((value) => ({ value })) })),
    ],
    mcnemar,
    pipeline,
    environment,
  };
}
