import type { Metrics, MetricsSummary } from '@tlp/language/run/metrics.js';

/** What an epoch is remembered by. */
export const summaryOf = ({ count, loss, scores }: Metrics): MetricsSummary => ({ count, loss, scores });
