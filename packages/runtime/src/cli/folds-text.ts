/** What `tlp run` says at the end of a cross-validation. */
import type { FoldsResult } from '@tlp/language/run/events.js';
import { timeName } from '@tlp/language/schema/expect.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import type { Context } from './command.js';
import { expectationsText } from './expectations-text.js';
import { near } from './near.js';
import { type Column, table } from './table.js';

/** What expectations of several folds are held against. */
const expectedOf = (folds: number, expectations: FoldsResult['expectations'] = []): string => {
  const timed = expectations.some(({ name }) => name === timeName);
  return `Expected of the mean of ${folds} folds${timed ? ', and of the time of all together' : ''}:`;
};

/** @param page `folds.html` */
export function renderFolds(
  { folds, validation, expectations }: FoldsResult,
  page: string,
  context: Context,
): string {
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
  const expected = expectationsText(expectations, context.errColors);
  const judged = expected === '' ? '' : `${expectedOf(folds.length, expectations)}\n${expected}`;
  return `\n${table(columns, rows)}\n\n${judged}Folds    ${context.errColors.cyan(near(page, context.cwd))}\n`;
}
