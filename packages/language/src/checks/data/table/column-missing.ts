import { slicedColumns } from '../../../data/slices/slicing.js';
import { writtenColumns } from '../../../data/table/columns.js';
import { modalityOf } from '../../../modalities/index.js';
import { didYouMean } from '../../did-you-mean.js';
import { type DataRuleWanted, dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

export const columnMissing = dataChecked<{
  table: string;
  name: string;
  columns: readonly string[];
  /** The path of the property that names it. */
  property: string;
}>({
  code: 'TLP325',
  severity: 'error',
  title: 'The table has no such column',
  explanation:
    'The first line of a CSV file names its columns; those of a CoNLL file, which has no such line, are named by `columns`. A name is written as it stands there; capitals count. A table without such a line needs one.',
  message: ({ table, name }) => `The table ${table} has no column \`${name}\`.`,
  remedy: ({ name, columns }) => didYouMean(name, columns),
  bad: tableExample({}, { header: 'file,Species' }),
  good: tableExample(),
  at: 'data.table',
  where: ({ property }) => property,
  check: ({ table }, wanted) =>
    (table?.missing ?? []).map((name) => ({
      table: tableName(wanted),
      name,
      property: `data.${propertyOf(name, wanted)}`,
      columns: [...new Set(table?.columns.filter((column) => column !== ''))],
    })),
});

/** The property that names the column. */
function propertyOf(name: string, { labels, split, slices = [], kind }: DataRuleWanted): string {
  if (labels.kind !== 'table') return 'table';
  if (writtenColumns(labels.answer).includes(name)) {
    return labels.answer.kind === 'flags' ? 'labels' : labels.answer.kind;
  }
  const ofSplit = split.kind === 'column' && split.column === name;
  if (ofSplit || (split.group?.kind === 'column' && split.group.column === name)) return 'split';
  if (slicedColumns(slices).includes(name)) return 'slices';
  const { fileColumn, rowColumns } = modalityOf({ kind });
  return fileColumn ?? rowColumns ?? 'table';
}
