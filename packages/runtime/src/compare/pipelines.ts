/** What differs in the pipelines of some runs. */
import { explainPipeline } from '@tlp/language/plan/explain.js';
import type { RunRecord } from '@tlp/language/run/record.js';

export interface PipelineDifference {
  /** As `--set` names it. */
  readonly path: string;
  /** Of each run as the language writes it; null where its pipeline has no such value. */
  readonly values: readonly (string | null)[];
}

export function pipelineDifferences(records: readonly RunRecord[]): readonly PipelineDifference[] {
  const all = records.map(
    ({ pipeline, seed }) =>
      new Map([
        ...explainPipeline(pipeline).map(({ path, value }) => [path, value] as const),
        ['schedule.seed', String(seed)] as const,
      ]),
  );
  const paths = [...new Set(all.flatMap((values) => [...values.keys()]))];
  return paths
    .map((path) => ({ path, values: all.map((values) => values.get(path) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}
