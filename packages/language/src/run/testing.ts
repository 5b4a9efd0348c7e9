/** For tests: the events of a short run of two phases, and what its directory holds. */

import type { ClassificationDetails } from '../tasks/classification.js';
import type { EpochRecord, RunMetrics, TrainEvent } from './events.js';
import type { Metrics, MetricsDetails, MetricsSummary } from './metrics.js';
import { RUN_FORMAT, type RunRecord } from './record.js';

export const scores = (loss: number, accuracy: number): MetricsSummary => ({
  count: 40,
  loss,
  scores: { accuracy, macro_f1: accuracy, top_5: 1 },
});

export const judged = (loss: number, accuracy: number): Metrics => ({
  ...scores(loss, accuracy),
  details: {
    task: 'classification',
    classes: [],
    confusion: [],
  } satisfies ClassificationDetails as MetricsDetails,
});

export const runStart: Extract<TrainEvent, { type: 'run-start' }> = {
  type: 'run-start',
  noun: { one: 'image', many: 'images' },
  run: '/runs/a',
  pipeline: 'flowers',
  seed: 0,
  task: 'classification',
  monitor: 'accuracy',
  outputs: ['daisy', 'rose'],
  examples: { train: 200, validation: 40, test: 40 },
  resumed: null,
};

export const phaseStart = (phase: string, index: number, epochs: number): TrainEvent => ({
  type: 'phase-start',
  phase,
  index,
  phases: 2,
  epochs,
  freeze: 'all',
  plan: { trainable: 10, frozen: 90, cut: 'top', featureBytesPerExample: 5_120 },
});

export const batch = (phase: string, epoch: number, epochs: number): TrainEvent => ({
  type: 'batch',
  phase,
  epoch,
  epochs,
  batch: 4,
  batches: 9,
  loss: 0.5,
  secondsLeft: 12.2,
});

export const epochEnd = (
  phase: string,
  epoch: number,
  accuracy: number,
  validation: MetricsSummary | null = scores(1 - accuracy, accuracy),
): Extract<TrainEvent, { type: 'epoch-end' }> => ({
  type: 'epoch-end',
  phase,
  epoch,
  train: { loss: 0.4, scores: { accuracy: 0.9 } },
  validation,
  learningRate: 1e-3,
  seconds: 2,
  best: true,
  secondsLeft: 5,
});

export const result: TrainEvent = {
  type: 'result',
  noun: { one: 'image', many: 'images' },
  run: '/runs/a',
  metrics: { validation: judged(0.3, 0.912), test: judged(0.2, 0.95) },
  phases: [],
  seconds: 60,
};

/** The text of a `run.json`: under way, unless it is said to be finished. */
export function recordText(changes: {
  readonly status?: RunRecord['status'];
  readonly name?: string;
  readonly file?: string;
  readonly started?: string;
  readonly finished?: string;
  readonly metrics?: RunMetrics;
}): string {
  const { status = 'running', name = 'flowers', file = '/work/test.tlp' } = changes;
  const done = status === 'finished';
  const { started = '2026-11-26T10:00:00.000Z', finished = '2026-11-26T11:00:00.000Z' } = changes;
  const phases = [
    { name: 'head', epochs: 2 },
    { name: 'tune', epochs: 5 },
  ];
  return JSON.stringify({
    format: RUN_FORMAT,
    status,
    started,
    finished: done ? finished : null,
    pipeline: { name, file, schedule: { phases } },
    metrics: done ? (changes.metrics ?? { validation: judged(0.3, 0.912), test: judged(0.2, 0.95) }) : null,
    phases: done ? [{ name: 'head', bestEpoch: 2 }] : [],
  });
}

export const metricsText = (epochs: readonly EpochRecord[]): string =>
  epochs.map((epoch) => `${JSON.stringify(epoch)}\n`).join('');
