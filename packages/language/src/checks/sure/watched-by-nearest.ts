import { checked } from '../checked.js';
import { watchedMetrics } from '../training/watched-metrics.js';
import { scheduleWith } from './example.js';

export const watchedByNearest = checked<{ metric: string }>({
  code: 'TLP242',
  severity: 'error',
  title: 'A metric that is measured after training only',
  explanation:
    'With `by: nearest`, what is kept depends on how near the training examples are. They are compared with once, when all phases are trained: after each epoch they would have to be read again. So no epoch can be chosen by it; on the final weights it is measured.',
  message: ({ metric }) =>
    `\`${metric}\` is not measured after an epoch where \`reject\` goes by \`nearest\`.`,
  remedy: () => 'Watch `accuracy`, or reject `by: energy`.',
  bad: { schedule: scheduleWith('monitor: kept_accuracy\nreject: unknown(95%, by: nearest)') },
  good: { schedule: scheduleWith('monitor: accuracy\nreject: unknown(95%, by: nearest)') },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    if (!schedule.reject?.by || task !== 'classification') return;
    for (const { metric, path } of watchedMetrics(schedule))
      if (metric === 'kept_accuracy') found({ metric }, path);
  },
});
