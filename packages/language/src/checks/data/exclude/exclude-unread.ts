import { exampleColumn } from '../../../data/exclude/list.js';
import type { Tally } from '../../../data/table/problems.js';
import { didYouMean } from '../../did-you-mean.js';
import { dataChecked } from '../data-rule.js';
import { linesOf } from '../table/told.js';
import { excludeExample } from './example.js';
import { listName } from './told.js';

export const excludeUnread = dataChecked<{
  name: string;
  /** Columns that there are, where none of them names the examples; null where lines are no rows. */
  columns: readonly string[] | null;
  lines: Tally<{ readonly line: number }>;
}>({
  code: 'TLP556',
  severity: 'error',
  title: 'The table of what to leave out does not name examples',
  explanation:
    'Its column `example` names each example as `tlp` does: by its path below the data folder, or by the table and the line of its row, such as `spam.csv:12`. Capitals count. A line that is no row could name one too, so nothing runs before it is mended.',
  message: ({ name, columns, lines }) =>
    columns === null
      ? `The table ${name} has lines that are no rows: ${linesOf(lines)}.`
      : `The table ${name} has no column \`${exampleColumn}\`.`,
  remedy: ({ columns }) =>
    columns === null ? 'Mend the lines, or remove them.' : didYouMean(exampleColumn, columns),
  bad: excludeExample(['Example,label', 'rose/1.jpg,rose']),
  good: excludeExample(['example,label', 'rose/1.jpg,rose']),
  at: 'data.exclude',
  check({ exclude }, wanted) {
    if (exclude?.state !== 'read') return [];
    const { columns, mistakes: lines } = exclude;
    return columns || lines.count > 0 ? [{ name: listName(wanted), columns, lines }] : [];
  },
});
