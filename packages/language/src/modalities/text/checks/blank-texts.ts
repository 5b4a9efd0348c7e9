import { dataChecked } from '../../../checks/data/data-rule.js';
import { linesOf, rowsOf, type TableProblem, tableName } from '../../../checks/data/table/told.js';
import { reviews, textExample } from './example.js';

export const blankTexts = dataChecked<TableProblem>({
  kind: 'text',
  code: 'TLP346',
  severity: 'warning',
  title: 'Rows without a text',
  explanation:
    'A row whose text is empty or holds white space only says nothing of its class, so it is in no split. Of a pair, both texts are needed.',
  message: ({ name, rows }) =>
    `${rowsOf(rows.count)} of ${name} ${rows.count === 1 ? 'has' : 'have'} no \`${rows.first[0]?.column}\` and ${rows.count === 1 ? 'is' : 'are'} left out (${linesOf(rows)}).`,
  remedy: () => 'You need to do nothing, unless the texts have been lost.',
  bad: textExample({ others: { 'reviews.csv': reviews({ 3: ' ,five,1' }) } }),
  good: textExample(),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.blank ? [{ name: tableName(wanted), rows: table.problems.blank }] : [],
});
