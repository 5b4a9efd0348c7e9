import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, rowsOf, type TableProblem, tableName } from './told.js';

const jsonExample = (label: string) => ({
  ...tableExample({}, { name: 'labels.jsonl' }),
  others: {
    'labels.jsonl': `{"file": "1.jpg", "species": ${label}}\n{"file": "2.jpg", "species": "tulip"}\n{"file": "3.jpg", "species": "tulip"}\n{"file": "4.jpg", "species": "rose"}\n`,
  },
});

export const listAsLabel = dataChecked<TableProblem>({
  code: 'TLP329',
  severity: 'error',
  title: 'Several labels where one is wanted',
  explanation: '`label` names a column with one class in each row. A list with one name in it is that name.',
  message: ({ name, rows }) =>
    `${rowsOf(rows.count)} of ${name} ${rows.count === 1 ? 'has' : 'have'} several labels in \`${rows.first[0]?.column}\` (${linesOf(rows)}).`,
  remedy: ({ rows }) =>
    `Keep one label in each row, or write \`labels: ${rows.first[0]?.column}\` to predict any number of them.`,
  bad: jsonExample('["rose", "wild"]'),
  good: jsonExample('["rose"]'),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.list ? [{ name: tableName(wanted), rows: table.problems.list }] : [],
});
