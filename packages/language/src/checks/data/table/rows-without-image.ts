import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { linesOf, rowsOf, type TableProblem, tableName } from './told.js';

export const imagesOf = ({ rows }: Pick<TableProblem, 'rows'>): string => {
  const names = rows.first.map(({ text }) => text);
  return rows.count > names.length ? names.join(', ') : listed(names);
};

export const rowsWithoutImage = dataChecked<TableProblem & { path: string }>({
  code: 'TLP331',
  severity: 'error',
  title: 'Rows without an image',
  explanation:
    'A row names its image by its path below the data folder, or beside the table. Its ending may be left out, and so may the folders where only one image has the name. Capitals count. With `unreadable: skip`, rows without an image are left out.',
  message: ({ name, path, rows }) =>
    `${rowsOf(rows.count)} of ${name} name${rows.count === 1 ? 's an image that is' : ' images that are'} not in ${path}: ${imagesOf({ rows })} (${linesOf(rows)}).`,
  remedy: () => 'Add the images, correct or remove the rows, or write `unreadable: skip` to leave them out.',
  bad: tableExample({ 7: '9.jpg,rose' }),
  good: tableExample({ 7: '9.jpg,rose' }, { data: 'unreadable: skip' }),
  at: 'data.table',
  check({ table, whole, exists }, wanted) {
    const rows = table?.problems['no-file'];
    const skips = wanted.unreadable === 'skip';
    return rows && whole && exists && !skips ? [{ name: tableName(wanted), path: wanted.path, rows }] : [];
  },
});
