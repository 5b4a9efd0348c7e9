/** Joins a table to what was found in the data folder. */
import type { Split, TableLabels } from '../resolve/pipeline.js';
import type { DataFound, DataWanted } from './sources.js';
import { answerColumns, repeatedColumns, writtenColumns } from './table/columns.js';
import type { TableNotRead, TableRead } from './table/found.js';
import { joinTable } from './table/join.js';
import { readTable } from './table/read.js';
import { tableFormat } from './table/table.js';

/**
 * What was found in a data folder, with its table.
 * @param text of the table; or where there is none to read, why
 */
export function withTable(
  found: DataFound,
  { labels, split }: DataWanted,
  text: string | Pick<TableNotRead, 'state' | 'beside'>,
): DataFound {
  if (labels.kind !== 'table') return found;
  const answer = labels.answer.kind;
  if (typeof text !== 'string') return { ...found, table: { answer, ...text } };
  return { ...found, table: { state: 'read', answer, ...readAndJoin(found, labels, split, text) } };
}

function readAndJoin(
  { path: folder = '', sources }: DataFound,
  labels: TableLabels,
  split: Split,
  text: string,
): Omit<TableRead, 'state' | 'answer'> {
  const table = readTable(text, tableFormat(labels.path) ?? 'csv');
  const splitColumn = split.kind === 'column' ? split.column : null;
  const groupColumn = split.group?.kind === 'column' ? split.group.column : null;
  const written = namedColumns(labels, [splitColumn, groupColumn]);
  const used = new Set([...written, ...answerColumns(labels.answer, table)]);
  const inFolder = (folder: string, image: string) => (folder === '' ? image : `${folder}/${image}`);
  return {
    table,
    missing: table.columns.length === 0 ? [] : written.filter((name) => !table.columns.includes(name)),
    repeated: repeatedColumns(table).filter((name) => used.has(name)),
    joined: joinTable(table, {
      labels,
      splitColumn,
      groupColumn,
      folder,
      images: sources.flatMap(({ split, folder, images }) =>
        images.map((image) => ({ image: inFolder(folder, image), split })),
      ),
      unread: sources.flatMap(({ folder, unread }) => unread.map((image) => inFolder(folder, image))),
    }),
  };
}

/** All columns that a pipeline names, each once. */
const namedColumns = (
  { file, answer }: TableLabels,
  others: readonly (string | null)[],
): readonly string[] => [
  ...new Set([file, ...writtenColumns(answer), ...others.filter((name) => name !== null)]),
];
