import type { Tally } from '../../../data/table/problems.js';
import { count } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

export const imagesWithoutRow = dataChecked<{ name: string; images: Tally<string> }>({
  code: 'TLP336',
  severity: 'warning',
  title: 'Images without a row',
  explanation: 'Images that no row of the table names have no label and are ignored.',
  message({ name, images: { count: all, first } }) {
    const more = all > first.length ? ` and ${count(all - first.length)} more` : '';
    const are = all === 1 ? '1 image that no row' : `${count(all)} images that no row`;
    return `${are} of ${name} names ${all === 1 ? 'is' : 'are'} ignored: ${first.join(', ')}${more}.`;
  },
  remedy: () => 'Add a row for each, or move them out of the data folder.',
  bad: { ...tableExample(), folders: { photos: 7 } },
  good: tableExample(),
  at: 'data.table',
  check: ({ table, whole }, wanted) =>
    table && whole && table.examples.size > 0 && table.unlabelled.count > 0
      ? [{ name: tableName(wanted), images: table.unlabelled }]
      : [],
});
