import { didYouMean } from '../../did-you-mean.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

export const columnMissing = dataChecked<{ table: string; name: string; columns: readonly string[] }>({
  code: 'TLP325',
  severity: 'error',
  title: 'The table has no such column',
  explanation:
    'The first line of a CSV file names its columns. A name counts as it is written there, in capitals or not. A table without such a line needs one.',
  message: ({ table, name }) => `The table ${table} has no column \`${name}\`.`,
  remedy: ({ name, columns }) => didYouMean(name, columns),
  bad: tableExample({}, { header: 'file,label' }),
  good: tableExample(),
  at: 'data.table',
  check: ({ table }, wanted) =>
    (table?.missing ?? []).map((name) => ({
      table: tableName(wanted),
      name,
      columns: [...new Set(table?.columns.filter((column) => column !== ''))],
    })),
});
