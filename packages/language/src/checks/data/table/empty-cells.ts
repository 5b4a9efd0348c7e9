import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, rowsOf, type TableProblem, tableName } from './told.js';

export const emptyCells = dataChecked<TableProblem>({
  code: 'TLP328',
  severity: 'error',
  title: 'Empty cells',
  explanation:
    'A row that names no image, or says nothing of its example, is of no use. It is not left out silently, because the value may have been lost.',
  message: ({ name, rows }) =>
    `${rowsOf(rows.count)} of ${name} ${rows.count === 1 ? 'has' : 'have'} no \`${rows.first[0]?.column}\` (${linesOf(rows)}).`,
  remedy: () => 'Fill these cells, or remove the rows.',
  bad: tableExample({ 2: '2.jpg,' }),
  good: tableExample(),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.empty ? [{ name: tableName(wanted), rows: table.problems.empty }] : [],
});
