import { metricsFor } from '../../run/expectations.js';
import { measureOf } from '../../schema/expect.js';
import { checked } from '../checked.js';
import { watchedMetrics } from '../training/watched-metrics.js';
import { type SureProperty, usualValue } from './asked.js';
import { scheduleWith } from './example.js';

export const unmeasuredMetric = checked<{ metric: string; property: SureProperty }>({
  code: 'TLP578',
  severity: 'error',
  title: 'A metric that the pipeline does not measure',
  explanation:
    'How much is rejected, and how often intervals hold the right number, is measured where the schedule asks for one or the other. Elsewhere the metric has no value, so no epoch could be the best by it, and no expectation could be met.',
  message: ({ metric, property }) => `There is no \`${metric}\` without \`${property}\` in the schedule.`,
  remedy: ({ property }) =>
    `Write \`${property}: ${usualValue[property]}\` in the schedule, or take another metric.`,
  bad: { expect: 'test.rejected <= 10%' },
  good: { schedule: scheduleWith('reject: unknown(95%)'), expect: 'test.rejected <= 10%' },
  reads: ['data', 'schedule', 'expect'],
  check({ pipeline: { task, schedule, expect = [] } }, found) {
    const measured = (name: string | undefined) => metricsFor(task).find((metric) => metric.name === name);
    const told = (metric: string | undefined, path: string) => {
      const property = measured(metric)?.needs;
      if (metric !== undefined && property && schedule[property] === undefined)
        found({ metric, property }, path);
    };
    // What is the same in every epoch is told as that.
    for (const { metric, path } of watchedMetrics(schedule)) if (!measured(metric)?.fixed) told(metric, path);
    for (const { name } of expect) told(measureOf(name)?.metric.name, `expect.${name}`);
  },
});
