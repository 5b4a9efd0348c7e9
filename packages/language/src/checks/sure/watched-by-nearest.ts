import { checked } from '../checked.js';
import { watchedMetrics } from '../training/watched-metrics.js';
import { scheduleWith } from './example.js';

export const watchedByNearest = checked<{ metric: string }>({
  code: 'TLP242',
  severity: 'error',
  title: 'A metric that is measured after training only',
  explanation:
    'With `by: nearest`, which examples are kept depends on the training examples, and these are compared only once, when all phases are trained: otherwise they would be read again after every epoch. So `kept_accuracy` cannot choose an epoch; it is measured on the final weights.',
  message: ({ metric }) => `With \`by: nearest\`, \`${metric}\` is not measured after each epoch.`,
  remedy: () => 'Monitor `accuracy`, or write `by: energy`.',
  bad: { schedule: scheduleWith('monitor: kept_accuracy\nreject: unknown(95%, by: nearest)') },
  good: { schedule: scheduleWith('monitor: accuracy\nreject: unknown(95%, by: nearest)') },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    if (!schedule.reject?.by || task !== 'classification') return;
    for (const { metric, path } of watchedMetrics(schedule))
      if (metric === 'kept_accuracy') found({ metric }, path);
  },
});
