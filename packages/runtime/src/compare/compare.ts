/** Finished runs side by side: how good they are, how sure that is, and what their pipelines do differently. */
import { scoreOf } from '@tlp/language/tasks/metrics.js';
import { measuresOf, pairedMetric } from '../tasks/index.js';
import type { Measure } from '../tasks/measures.js';
import { type EnvironmentDifference, environmentDifferences } from '../train/changed-versions.js';
import { type Bootstrapped, bootstrap } from './bootstrap.js';
import { type McNemar, mcnemar } from './mcnemar.js';
import { type PipelineDifference, pipelineDifferences } from './pipelines.js';
import { type ComparedRun, readRuns } from './read-runs.js';

export interface Comparison {
  readonly runs: readonly ComparedRun[];
  /** Test examples. */
  readonly examples: number;
  readonly seed: number;
  /** Those that predictions tell, with intervals. */
  readonly measured: readonly (Bootstrapped & { readonly metric: string })[];
  /** Those that were only measured whole, by run; NaN where one has none. */
  readonly others: readonly { readonly metric: string; readonly values: readonly number[] }[];
  /** Of each run against the first; empty where no example has one class. */
  readonly mcnemar: readonly (McNemar & { readonly run: string; readonly against: string })[];
  readonly pipeline: readonly PipelineDifference[];
  /** Libraries, processors and threads, where runs say different ones: equal pipelines may end at other bits then. */
  readonly environment: readonly EnvironmentDifference[];
}

/** @param runs two or more run directories, absolute. @throws what {@link readRuns} throws */
export async function compareRuns(runs: readonly string[], seed = 0): Promise<Comparison> {
  const all = await readRuns(runs);
  const [first] = all;
  if (!first) throw new Error('There are no runs to compare.');
  const { task } = first.record.pipeline;
  const byRun = all.map(({ predictions, record: { outputs, pipeline }, metrics }) =>
    measuresOf(task, { predictions, outputs, metrics, ...pipeline.schedule }),
  );
  // Losses of two kinds are told, but neither is the better one.
  const losses = new Set(all.map(({ record }) => JSON.stringify(record.pipeline.schedule.loss)));
  const known = byRun[0]!
    .map(({ metric }) => metric)
    .filter((metric) => metric !== 'loss' || losses.size === 1)
    .filter((metric) => byRun.every((measures) => measures.some((one) => one.metric === metric)));
  const measures = known.map((metric) =>
    byRun.map((measures) => measures.find((one) => one.metric === metric)!),
  );
  const examples = first.predictions.length;
  const measured = bootstrap(measures, examples, seed).map((one, i) => ({ metric: known[i]!, ...one }));
  const told = new Set(['loss', ...all.flatMap(({ metrics }) => Object.keys(metrics.scores))]);
  const rest = [...told].filter((metric) => !known.includes(metric));
  return {
    runs: all,
    examples,
    seed,
    measured,
    others: rest.map((metric) => ({ metric, values: all.map(({ metrics }) => scoreOf(metrics, metric)) })),
    mcnemar: testsOf(pairedMetric(task), all, byRun),
    pipeline: pipelineDifferences(all.map(({ record }) => record)),
    environment: environmentDifferences(all.map(({ record }) => record)),
  };
}

/** Of each run against the first, by the hits of a metric. */
function testsOf(
  metric: string | null,
  runs: readonly ComparedRun[],
  measures: readonly (readonly Measure[])[],
): Comparison['mcnemar'] {
  const [first, ...others] = measures.map((own) => own.find((one) => one.metric === metric)?.hits);
  if (!first) return [];
  const right = (hits: ArrayLike<number>) => Array.from(hits, (hit) => hit === 1);
  return others.flatMap((hits, i) =>
    hits ? [{ run: runs[i + 1]!.run, against: runs[0]!.run, ...mcnemar(right(hits), right(first)) }] : [],
  );
}
