/** What a run's pipeline expects of it, and what became of that. */
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { type JudgedExpectation, judgeExpectations } from '@tlp/language/run/expectations.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { RunRecord } from '@tlp/language/run/record.js';

/** Whether the pipeline expects something else than the one that the run keeps. It decides nothing that is computed. */
export const expectsOther = ({ pipeline: kept }: RunRecord, { expect }: Pipeline): boolean =>
  JSON.stringify(kept.expect ?? []) !== JSON.stringify(expect ?? []);

/** The record of a finished run with what the pipeline expects now, held against what was measured. */
export function judged(record: RunRecord, { expect, origins }: Pipeline): RunRecord {
  const { expect: _, ...kept } = record.pipeline;
  const { expectations: __, ...rest } = record;
  const ofExpect = ([path]: readonly [string, unknown]): boolean => path.startsWith('expect.');
  const others = Object.entries(kept.origins).filter((entry) => !ofExpect(entry));
  const now = {
    ...Object.fromEntries(others),
    ...Object.fromEntries(Object.entries(origins).filter(ofExpect)),
  };
  const { metrics, seconds } = record;
  return {
    ...rest,
    pipeline: { ...kept, ...(expect && { expect }), origins: now },
    ...(expect && { expectations: judgeExpectations(expect, { ...metrics, seconds }) }),
  };
}

/**
 * What the run's pipeline expects, with a split measured again. What is expected of the test split is also expected of
 * other examples; the rest is as the run measured it.
 */
export function expectationsOn(
  split: 'test' | 'validation' | 'folder',
  measured: Metrics,
  { pipeline, metrics, seconds }: RunRecord,
): readonly JudgedExpectation[] {
  const again = split === 'validation' ? { validation: measured } : { test: measured };
  return judgeExpectations(pipeline.expect ?? [], { ...metrics, seconds, ...again });
}
