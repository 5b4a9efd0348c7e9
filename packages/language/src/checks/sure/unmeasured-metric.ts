import { metricsFor } from '../../run/expectations.js';
import { measureOf } from '../../schema/expect.js';
import { checked } from '../checked.js';
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
    const lacking = (metric: string | undefined): SureProperty | undefined => {
      const needs = metricsFor(task).find(({ name }) => name === metric)?.needs;
      return needs !== undefined && schedule[needs] === undefined ? needs : undefined;
    };
    const told = (metric: string | undefined, path: string) => {
      const property = lacking(metric);
      if (metric !== undefined && property) found({ metric, property }, path);
    };
    // What is the same in every epoch is told as that.
    const watched = (metric: string, path: string) => {
      if (!metricsFor(task).find(({ name }) => name === metric)?.fixed) told(metric, path);
    };
    watched(schedule.monitor, 'schedule.monitor');
    for (const { name, earlyStop } of schedule.phases) {
      // Where it names none, it watches the schedule's.
      if (earlyStop && earlyStop.metric !== schedule.monitor)
        watched(earlyStop.metric, `schedule.${name}.early_stop`);
    }
    for (const { name } of expect) told(measureOf(name)?.metric.name, `expect.${name}`);
  },
});
