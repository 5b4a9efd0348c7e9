import { dataChecked } from '../../../checks/data/data-rule.js';
import { type TableProblem, tableName } from '../../../checks/data/table/told.js';
import { count } from '../../../quantities.js';
import { reviews, textExample } from './example.js';

export const repeatedTexts = dataChecked<TableProblem>({
  kind: 'text',
  code: 'TLP347',
  severity: 'info',
  title: 'Texts that occur several times',
  explanation:
    'Each row is an example, so a text that stands in several rows counts as often. Splits by share keep the copies together. Copies with different labels are told apart and left out.',
  message({ name, rows: { count: all, first } }) {
    const [{ line, other } = { line: 0, other: 0 }] = first;
    const more = all > 1 ? `, and ${count(all - 1)} more do the like` : '';
    return `Line ${count(line)} of ${name} has the text of line ${count(other ?? 0)} again${more}.`;
  },
  remedy: () => 'Remove the copies if they are no examples of their own.',
  bad: textExample({ others: { 'reviews.csv': reviews({ 3: 'fine,five,1', 5: 'fine,five,2' }) } }),
  good: textExample(),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.repeated ? [{ name: tableName(wanted), rows: table.problems.repeated }] : [],
});
