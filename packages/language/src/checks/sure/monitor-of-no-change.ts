import { shareText } from '../../number-text.js';
import { metricsFor } from '../../run/expectations.js';
import { checked } from '../checked.js';
import { watchedMetrics } from '../training/watched-metrics.js';
import { scheduleWith } from './example.js';

/** What tells epochs apart instead. */
export const changingMetric: Readonly<Record<string, string>> = {
  rejected: 'kept_accuracy',
  coverage: 'interval_width',
};

export const monitorOfNoChange = checked<{ metric: string; instead: string; share: number | null }>({
  code: 'TLP579',
  severity: 'error',
  title: 'A metric that is the same in every epoch',
  explanation:
    'The threshold of `reject` and the width of `interval` are chosen on the validation split so that the share that is asked for comes out there, whatever the weights. What tells epochs apart is how right the model is on what it keeps, and how wide its intervals are. On the test split the shares say something.',
  message: ({ metric, share }) =>
    `\`${metric}\` is about ${share === null ? 'the same share' : shareText(share)} of the validation split in every epoch, so none is the best by it.`,
  remedy: ({ instead }) => `Watch \`${instead}\`.`,
  bad: { schedule: scheduleWith('monitor: rejected\nreject: unknown(95%)') },
  good: { schedule: scheduleWith('monitor: kept_accuracy\nreject: unknown(95%)') },
  reads: ['data', 'schedule'],
  check({ pipeline: { task, schedule } }, found) {
    const { reject, interval } = schedule;
    const share = reject ? 1 - reject.keep : (interval ?? null);
    for (const { metric, path } of watchedMetrics(schedule)) {
      if (!metricsFor(task).find(({ name }) => name === metric)?.fixed) continue;
      found({ metric, instead: changingMetric[metric] ?? 'loss', share }, path);
    }
  },
});
