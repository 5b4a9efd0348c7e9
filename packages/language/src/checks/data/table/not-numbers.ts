import { hasDecimalComma } from '../../../data/table/cells.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, type TableProblem, tableName } from './told.js';

const numbers = (cell: string) => ({
  ...tableExample({ 2: `2.jpg;${cell}` }),
  data: 'table: "labels.csv"\nimage: file\ntarget: height',
  head: 'pool(average)\ndense(targets)',
  others: { 'labels.csv': `file;height\n1.jpg;1.25\n2.jpg;${cell}\n3.jpg;0.5\n` },
  folders: { photos: 3 },
});

export const notNumbers = dataChecked<TableProblem>({
  code: 'TLP338',
  severity: 'error',
  title: 'Cells that are not numbers',
  explanation:
    'The columns of `target` hold numbers with a decimal point, without a unit. A decimal comma is not guessed, as it may separate thousands.',
  message({ name, rows }) {
    const [{ text, column } = { text: '', column: '' }] = rows.first;
    const what = rows.count === 1 ? `is ${text}, which is no number` : `is no number: the first is ${text}`;
    return `In ${linesOf(rows)} of ${name} \`${column}\` ${what}.`;
  },
  remedy({ rows }) {
    const text = rows.first[0]?.text ?? '';
    return hasDecimalComma(text)
      ? `Write \`${text.replace(',', '.')}\`, with a decimal point.`
      : 'Write a number, or remove the row.';
  },
  bad: numbers('1,5'),
  good: numbers('1.5'),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems['no-number'] ? [{ name: tableName(wanted), rows: table.problems['no-number'] }] : [],
});
