/** A solved head as it does on the validation split, its logits made probabilities there. */
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import type { Target } from '../data/types.js';
import type { Linear } from '../solve/linear.js';
import { fitScale } from '../solve/temperature.js';
import type { Task } from '../tasks/task.js';
import type { PhaseRun } from './phase-run.js';
import { summaryOf } from './summary.js';
import { validationLogits } from './validation-logits.js';

export interface Candidate {
  readonly linear: Linear;
  /** Null where there is no validation split. */
  readonly validation: MetricsSummary | null;
  /** By what the logits were divided; null where they were left as they are. */
  readonly temperature: number | null;
}

/**
 * Leaves some solution in the engine.
 * @param calibrates whether the logits are no logarithms of probabilities yet, so that a temperature is fitted
 * @param stop throws where an evaluation was interrupted
 */
export async function judgeCandidate(
  run: PhaseRun,
  linear: Linear,
  {
    write,
    calibrates,
    stop,
  }: {
    readonly write: (linear: Linear) => Promise<void>;
    readonly calibrates: boolean;
    readonly stop: () => Promise<void>;
  },
): Promise<Candidate> {
  const { task, signal } = run;
  if (!run.sources.validation) return { linear, validation: null, temperature: null };
  await write(linear);
  const { metrics, logits, targets } = (await validationLogits(run, signal))!;
  if (!metrics) await stop();
  const { link } = task;
  if (!calibrates || !link || logits.length === 0)
    return { linear, validation: metrics && summaryOf(metrics), temperature: null };
  const scale = scaleOf(run.task, link, logits, targets);
  const scaled = task.metrics();
  scaled.add(
    logits.map((row) => row.map((logit) => scale * logit)),
    targets,
  );
  return {
    linear: { kernel: linear.kernel.map((w) => scale * w), bias: linear.bias.map((b) => scale * b) },
    validation: summaryOf(scaled.result()),
    temperature: 1 / scale,
  };
}

/**
 * Beside the examples, one stands whose answer is spread evenly: otherwise a validation split without a mistake would make the head
 * as sure as numbers can be.
 * @returns by what logits are to be multiplied
 */
export function scaleOf(
  task: Task,
  link: 'softmax' | 'sigmoid',
  logits: readonly Float32Array[],
  targets: readonly Target[],
): number {
  const outputs = task.outputs.length;
  const rows = new Float64Array(logits.length * outputs);
  for (const [i, row] of logits.entries()) rows.set(row, i * outputs);
  const smoothing = 1 / (logits.length + 1);
  return fitScale({
    logits: rows,
    targets: Float32Array.from(task.feedTargets(targets, smoothing).data),
    outputs,
    link,
  });
}
