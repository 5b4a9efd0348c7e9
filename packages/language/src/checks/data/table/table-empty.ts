import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

export const tableEmpty = dataChecked<{ name: string; noun: Noun }>({
  code: 'TLP327',
  severity: 'error',
  title: 'The table has no rows',
  explanation: 'The first line names the columns; each line behind it is an example.',
  message: ({ name }) => `The table ${name} has no rows.`,
  remedy: ({ noun }) => `Add a line for each ${noun.one}, or name another table.`,
  bad: { ...tableExample(), others: { 'labels.csv': 'file,species\n' } },
  good: tableExample(),
  at: 'data.table',
  check: ({ table, whole }, wanted) =>
    table?.state === 'read' &&
    whole &&
    table.rows === 0 &&
    table.mistakes.length === 0 &&
    table.missing.length === 0
      ? [{ name: tableName(wanted), noun: modalityOf(wanted).noun }]
      : [],
});
