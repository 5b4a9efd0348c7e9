import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

export const tableEmpty = dataChecked<{ name: string }>({
  code: 'TLP327',
  severity: 'error',
  title: 'The table has no rows',
  explanation: 'The first line names the columns; each line behind it is an example.',
  message: ({ name }) => `The table ${name} has no rows.`,
  remedy: () => 'Add a line for each image, or name another table.',
  bad: { ...tableExample(), others: { 'labels.csv': 'file,species\n' } },
  good: tableExample(),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.state === 'read' && table.rows === 0 && table.mistakes.length === 0 && table.missing.length === 0
      ? [{ name: tableName(wanted) }]
      : [],
});
