/** The metrics by which epochs are compared, each with the place that names it. */
import type { Monitor, Schedule } from '../../resolve/pipeline.js';

export interface WatchedMetric {
  readonly metric: Monitor;
  readonly path: string;
}

export const watchedMetrics = ({ monitor, phases }: Schedule): readonly WatchedMetric[] => [
  { metric: monitor, path: 'schedule.monitor' },
  ...phases.flatMap(({ name, earlyStop }) =>
    // Where it names none, it watches the schedule's.
    earlyStop && earlyStop.metric !== monitor
      ? [{ metric: earlyStop.metric, path: `schedule.${name}.early_stop` }]
      : [],
  ),
];
