import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { imagesOf } from './rows-without-image.js';
import { linesOf, rowsOf, type TableProblem, tableName } from './told.js';

export const rowsLeftOut = dataChecked<TableProblem>({
  code: 'TLP332',
  severity: 'warning',
  title: 'Rows without an image are left out',
  explanation: 'The pipeline sets `unreadable: skip`, so rows whose image is not there give no example.',
  message: ({ name, rows }) =>
    `${rowsOf(rows.count)} of ${name} ${rows.count === 1 ? 'is' : 'are'} left out, as there is no such image: ${imagesOf({ rows })} (${linesOf(rows)}).`,
  remedy: () => 'Add the images, or correct or remove the rows.',
  bad: tableExample({ 7: '9.jpg,rose' }, { data: 'unreadable: skip' }),
  good: tableExample({}, { data: 'unreadable: skip' }),
  at: 'data.table',
  check({ table, whole, exists }, wanted) {
    const rows = table?.problems['no-file'];
    const skips = wanted.unreadable === 'skip';
    return rows && whole && exists && skips ? [{ name: tableName(wanted), rows }] : [];
  },
});
