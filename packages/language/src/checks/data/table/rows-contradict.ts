import { counted } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { type TableProblem, tableName } from './told.js';

export const rowsContradict = dataChecked<TableProblem>({
  code: 'TLP334',
  severity: 'error',
  title: 'Rows that contradict each other',
  explanation:
    'Two rows name the same image, and give it different labels or put it into different splits. One of them is wrong, and which one cannot be told.',
  message({ name, rows: { count, first } }) {
    const [{ line, other, text } = { line: 0, other: 0, text: '' }] = first;
    const more = count > 1 ? `, and ${counted(count - 1, 'row')} more do the like` : '';
    return `Lines ${other} and ${line} of ${name} say different things of ${text}${more}.`;
  },
  remedy: () => 'Keep the row that is right.',
  bad: tableExample({ 7: '2.jpg,tulip' }),
  good: tableExample(),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems.contradiction ? [{ name: tableName(wanted), rows: table.problems.contradiction }] : [],
});
