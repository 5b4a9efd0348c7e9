/** A run's metrics as TensorBoard's scalars, epoch by epoch over all phases. */
import type { EpochRecord } from '@tlp/language/run/events.js';
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { type ScalarEvent, scalarEvent, versionEvent } from './event-proto.js';
import { tfRecords } from './tfrecord.js';

/**
 * The bytes of the run's event file. It follows from what the run has written, so that a resumed run has the same one as a run that
 * was never stopped, up to its times: an epoch ends when those before it and it have taken their seconds.
 */
export function eventsOfRun(
  { started, metrics, seconds }: Pick<RunRecord, 'started' | 'metrics' | 'seconds'>,
  epochs: readonly EpochRecord[],
): Buffer {
  const begin = Date.parse(started) / 1000;
  let taken = 0;
  const events = epochs.map((epoch, i): ScalarEvent => {
    taken += epoch.seconds;
    return { wallTime: begin + taken, step: i + 1, scalars: scalarsOf(epoch) };
  });
  const tested: readonly ScalarEvent[] = metrics?.test
    ? [{ wallTime: begin + seconds, step: epochs.length, scalars: tagged('test', metrics.test) }]
    : [];
  return tfRecords([versionEvent(begin), ...[...events, ...tested].map(scalarEvent)]);
}

const scalarsOf = ({
  train,
  validation,
  learningRate,
  gradientNorm,
}: EpochRecord): ScalarEvent['scalars'] => [
  ...tagged('train', train),
  ...(validation ? tagged('validation', validation) : []),
  ...(learningRate === undefined ? [] : [['learning_rate', learningRate] as const]),
  ...(gradientNorm === undefined ? [] : [['gradient_norm', gradientNorm] as const]),
];

const tagged = (
  split: string,
  { loss, scores }: Pick<MetricsSummary, 'loss' | 'scores'>,
): ScalarEvent['scalars'] =>
  Object.entries({ loss, ...scores }).map(([name, value]) => [`${split}/${name}`, value] as const);
