import { counted } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { type TableProblem, tableName } from './told.js';

export const rowsRepeated = dataChecked<TableProblem>({
  code: 'TLP335',
  severity: 'warning',
  title: 'An image has several rows',
  explanation: 'The rows say the same, so each image still is one example.',
  message({ name, rows: { count, first } }) {
    const [{ line, other, text } = { line: 0, other: 0, text: '' }] = first;
    const more = count > 1 ? `, and ${counted(count - 1, 'row')} more do the like` : '';
    return `Line ${line} of ${name} says of ${text} what line ${other} says already${more}.`;
  },
  remedy: () => 'Remove it, if another image is not meant.',
  bad: tableExample({ 7: '2.jpg,rose' }),
  good: tableExample(),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.twice ? [{ name: tableName(wanted), rows: table.problems.twice }] : [],
});
