import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, type TableProblem, tableName } from './told.js';

const flags = (cell: string) => ({
  ...tableExample(),
  data: 'table: "labels.csv"\nimage: file\nlabels: red, big',
  others: { 'labels.csv': `file,red,big\n1.jpg,1,0\n2.jpg,0,${cell}\n3.jpg,1,1\n` },
  folders: { photos: 3 },
});

export const notFlags = dataChecked<TableProblem>({
  code: 'TLP339',
  severity: 'error',
  title: 'Cells that are neither 0 nor 1',
  explanation:
    'Where `labels` names several columns, each holds 1 (or `true`) in the rows that have its label and 0 (or `false`) in the others. Other marks, such as -1 for "not sure", must be decided first.',
  message({ name, rows }) {
    const [{ text, column } = { text: '', column: '' }] = rows.first;
    return `In ${linesOf(rows)} of ${name} \`${column}\` is ${text}, which is neither 0 nor 1.`;
  },
  remedy: () =>
    'Write 0 or 1 in each row. For a single column of lists, name that column alone: `labels: tags`.',
  bad: flags('-1'),
  good: flags('1'),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems['no-flag'] ? [{ name: tableName(wanted), rows: table.problems['no-flag'] }] : [],
});
