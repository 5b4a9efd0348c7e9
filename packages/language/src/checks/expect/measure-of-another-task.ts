import { measuredFor, metricsFor } from '../../run/expectations.js';
import { measureOf } from '../../schema/expect.js';
import { tasks } from '../../tasks/index.js';
import { checked } from '../checked.js';
import { listed } from '../listed.js';

export const measureOfAnotherTask = checked<{ metric: string; predicts: string; fits: readonly string[] }>({
  code: 'TLP562',
  severity: 'error',
  title: 'An expectation of a metric that does not fit what is predicted',
  explanation:
    'Each task has its own metrics. One of another task is never computed, so the expectation could not be met.',
  message: ({ metric, predicts }) => `There is no \`${metric}\`: the pipeline predicts ${predicts}.`,
  remedy: ({ fits }) =>
    `Expect something of ${listed(
      fits.map((name) => `\`${name}\``),
      6,
    )}.`,
  bad: { expect: 'test.mae <= 2.5' },
  good: { expect: 'test.accuracy >= 90%' },
  reads: ['data', 'schedule', 'expect'],
  check({ pipeline: { task, schedule, expect = [] } }, found) {
    const known = metricsFor(task).map(({ name }) => name);
    const fits = measuredFor(task, schedule).map(({ name }) => name);
    for (const { name } of expect) {
      const metric = measureOf(name)?.metric.name;
      if (metric === undefined || known.includes(metric)) continue;
      found({ metric, predicts: tasks[task].predicts, fits }, `expect.${name}`);
    }
  },
});
