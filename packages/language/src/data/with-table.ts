/** Joins a table to what was found in the data folder. */
import type { Labels, Split, TableLabels, TableOfFiles } from '../resolve/pipeline.js';
import { slicedColumns } from './slices/slicing.js';
import type { DataFound, DataWanted } from './sources.js';
import { answerColumns, repeatedColumns, writtenColumns } from './table/columns.js';
import type { TableNotRead, TableRead } from './table/found.js';
import { joinTable } from './table/join.js';
import { readTable } from './table/read.js';
import { type Table, tableFormat } from './table/table.js';

const namesFiles = (labels: Labels): labels is TableOfFiles =>
  labels.kind === 'table' && labels.file !== undefined;

/**
 * What was found in a data folder, with its table.
 * @param text of the table; or where there is none to read, why
 */
export function withTable(
  found: DataFound,
  { labels, split, slices }: DataWanted,
  text: string | Pick<TableNotRead, 'state' | 'beside'>,
): DataFound {
  if (!namesFiles(labels)) return found;
  const answer = labels.answer.kind;
  if (typeof text !== 'string') return { ...found, table: { answer, ...text } };
  return {
    ...found,
    table: { state: 'read', answer, ...readAndJoin(found, { labels, split, slices }, text) },
  };
}

function readAndJoin(
  { path: folder = '', sources }: DataFound,
  { labels, split, slices }: { readonly labels: TableOfFiles } & Pick<DataWanted, 'split' | 'slices'>,
  text: string,
): Omit<TableRead, 'state' | 'answer'> {
  const table = readTable(text, tableFormat(labels.path) ?? 'csv');
  const columns = splitColumns(split);
  const inFolder = (folder: string, image: string) => (folder === '' ? image : `${folder}/${image}`);
  return {
    table,
    ...wrongColumns(table, labels, [labels.file], { split, slices }),
    joined: joinTable(table, {
      labels,
      ...columns,
      folder,
      images: sources.flatMap(({ split, folder, images }) =>
        images.map((image) => ({ image: inFolder(folder, image), split })),
      ),
      unread: sources.flatMap(({ folder, unread }) => unread.map((image) => inFolder(folder, image))),
    }),
  };
}

/** The columns that a split goes by. */
export const splitColumns = (split: Split) => ({
  splitColumn: split.kind === 'column' ? split.column : null,
  groupColumn: split.group?.kind === 'column' ? split.group.column : null,
});

/** What is wrong with the columns that a pipeline names. @param content those that tell the examples */
export function wrongColumns(
  table: Table,
  { answer }: TableLabels,
  content: readonly string[],
  { split, slices = [] }: Pick<DataWanted, 'split' | 'slices'>,
): Pick<TableRead, 'missing' | 'repeated'> {
  const ofSplit = Object.values(splitColumns(split)).filter((name) => name !== null);
  const written = [...new Set([...content, ...writtenColumns(answer), ...ofSplit, ...slicedColumns(slices)])];
  const used = new Set([...written, ...answerColumns(answer, table)]);
  return {
    missing: table.columns.length === 0 ? [] : written.filter((name) => !table.columns.includes(name)),
    repeated: repeatedColumns(table).filter((name) => used.has(name)),
  };
}
