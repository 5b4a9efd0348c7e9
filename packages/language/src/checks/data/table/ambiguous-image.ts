import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, type TableProblem, tableName } from './told.js';

export const ambiguousImage = dataChecked<TableProblem>({
  code: 'TLP333',
  severity: 'error',
  title: 'A row that may mean several images',
  explanation:
    'A name without folders is looked for in all folders, and a name without its ending means an image with any ending. Where there are several, the row must say which one it means.',
  message({ name, rows }) {
    const [{ text, files = [] } = { text: '', files: [] }] = rows.first;
    return `In ${linesOf(rows)} of ${name} \`${text}\` may be ${listed(files)}.`;
  },
  remedy: () => 'Write the path below the data folder, with its ending.',
  bad: {
    ...tableExample({ 2: '2,rose' }),
    others: { ...tableExample({ 2: '2,rose' }).others, 'photos/2.png': '' },
  },
  good: tableExample({ 2: '2,rose' }),
  at: 'data.table',
  check: ({ table }, wanted) =>
    table?.problems['several-files']
      ? [{ name: tableName(wanted), rows: table.problems['several-files'] }]
      : [],
});
