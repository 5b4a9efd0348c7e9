import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

export const columnRepeated = dataChecked<{ table: string; name: string }>({
  code: 'TLP326',
  severity: 'error',
  title: 'Two columns of the same name',
  explanation:
    'The pipeline names a column that the table has more than once, so it is not clear which one is meant.',
  message: ({ table, name }) => `The table ${table} has several columns \`${name}\`.`,
  remedy: () => 'Rename one of them.',
  bad: {
    ...tableExample(),
    others: { 'labels.csv': 'file,species,species\n1.jpg,rose,tulip\n2.jpg,tulip,rose\n' },
  },
  good: tableExample(),
  at: 'data.table',
  check: ({ table }, wanted) => (table?.repeated ?? []).map((name) => ({ table: tableName(wanted), name })),
});
