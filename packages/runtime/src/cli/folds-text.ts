/** What `tlp run` says at the end of a cross-validation. */
import type { FoldsResult } from '@tlp/language/run/events.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import type { Context } from './command.js';
import { near } from './near.js';
import { type Column, table } from './table.js';

/** @param page `folds.html` */
export function renderFolds({ folds, validation }: FoldsResult, page: string, context: Context): string {
  const right = (title: string): Column => ({ title, align: 'right' });
  const rows = Object.entries(validation).map(([name, { mean, deviation, values }]) => {
    const show = (value: number) => metricText(metricOf(name), value);
    return [metricOf(name).title, `${show(mean)} ± ${show(deviation)}`, ...values.map(show)];
  });
  const columns = [
    { title: 'validation' },
    right('mean ± deviation'),
    ...folds.map((_, i) => right(`fold ${i + 1}`)),
  ];
  return `\n${table(columns, rows)}\n\nFolds    ${context.errColors.cyan(near(page, context.cwd))}\n`;
}
