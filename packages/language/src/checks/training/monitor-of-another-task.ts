import { measuredFor, metricsFor } from '../../run/expectations.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { listed } from '../listed.js';
import { watchedMetrics } from './watched-metrics.js';

export const monitorOfAnotherTask = checked<{ metric: string; predicts: string; fits: readonly string[] }>({
  code: 'TLP520',
  severity: 'error',
  title: 'A metric that does not fit what is predicted',
  explanation: `Accuracy tells how often the one class is right, mean average precision how labels are ranked, and the mean absolute error how far numbers are off. A metric of another kind is never computed, so no epoch could be the best by it.`,
  message: ({ metric, predicts }) => `There is no \`${metric}\`: the pipeline predicts ${predicts}.`,
  remedy: ({ fits }) =>
    `Watch ${listed(
      fits.map((name) => `\`${name}\``),
      6,
    )}.`,
  bad: { schedule: 'monitor: mae\nphase train {\n  freeze: all\n  epochs: 5\n}' },
  good: { schedule: 'monitor: accuracy\nphase train {\n  freeze: all\n  epochs: 5\n}' },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    const { predicts } = tasks[task];
    const known: readonly string[] = metricsFor(task).map(({ name }) => name);
    const fits = measuredFor(task, schedule).flatMap(({ name, fixed }) => (fixed ? [] : [name]));
    for (const { metric, path } of watchedMetrics(schedule))
      if (!known.includes(metric)) found({ metric, predicts, fits }, path);
  },
});
