import { fileChecked } from '../../checked.js';
import { didYouMean, nearest } from '../../did-you-mean.js';
import { tablePlace } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

export const tableMissing = fileChecked<{ path: string; name: string; beside: readonly string[] }>({
  code: 'TLP323',
  severity: 'warning',
  title: 'Table not found',
  explanation:
    'The path of a table is relative to the folder of the `.tlp` file. A run stops here; a check only warns, because the table may come later.',
  message: ({ path }) => `The table ${path} does not exist.`,
  remedy: ({ name, beside }) =>
    nearest(name, beside) === undefined
      ? 'Correct the path, or put the table there.'
      : didYouMean(name, beside),
  bad: { ...tableExample(), data: 'table: "label.csv"\nimage: file\nlabel: species' },
  good: tableExample(),
  reads: ['data.path', 'data.table'],
  check({ pipeline: { data: wanted }, data }, found) {
    if (wanted.labels.kind !== 'table' || data?.table?.state !== 'absent') return;
    const { path } = wanted.labels;
    found({ path, name: tableName(wanted), beside: data.table.beside }, tablePlace(wanted));
  },
});
