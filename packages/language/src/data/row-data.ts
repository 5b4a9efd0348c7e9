/** Data whose path is that of a table and whose rows are the examples: what is found there. */
import type { TableLabels } from '../resolve/pipeline.js';
import { decodeText, type Encoding } from './encoding.js';
import type { DataFound, DataWanted } from './sources.js';
import type { TableNotRead } from './table/found.js';
import { readDecoded, unreadTable } from './table/read.js';
import { joinRows } from './table/row-examples.js';
import { type Table, tableFormat } from './table/table.js';
import { nothingFound } from './walk.js';
import { splitColumns, wrongColumns } from './with-table.js';

export interface RowDataWanted extends DataWanted {
  readonly labels: TableLabels;
  /** The columns that an example is made of. */
  readonly content: readonly string[];
  /** Names of the columns, from the left, of a file that does not name them. */
  readonly columns: readonly string[];
  readonly encoding: Encoding;
}

/** The table in a file. What is wrong with it is among its mistakes. */
export function tableOfBytes(bytes: Uint8Array, wanted: Omit<RowDataWanted, 'split'>): Table {
  const { labels, content, columns, encoding } = wanted;
  const format = tableFormat(labels.path) ?? 'csv';
  const decoded = decodeText(bytes, encoding);
  if ('text' in decoded) return readDecoded(decoded.text, format, { verbatim: content, names: columns });
  const { line, likely } = decoded;
  const named = encoding === 'utf8' ? {} : { encoding };
  return unreadTable(format, { kind: 'encoding', line, ...named, ...(likely ? { likely } : {}) });
}

/** @param table or where there is none to read, why */
export function rowsFound(
  { labels, content, split, slices }: RowDataWanted,
  table: Table | Pick<TableNotRead, 'state' | 'beside'>,
): DataFound {
  const { path } = labels;
  const source = { ...nothingFound(), split: null, folder: '', path, classes: [], strays: [] };
  const found = { path, siblings: [], folders: [], sources: [source], unusedSplits: [], deeper: undefined };
  const answer = labels.answer.kind;
  if ('state' in table) return { ...found, table: { answer, ...table } };
  const joined = joinRows(table, { labels, content, ...splitColumns(split) });
  const read = {
    state: 'read',
    answer,
    table,
    ...wrongColumns(table, labels, content, { split, slices }),
    joined,
  } as const;
  return { ...found, table: read };
}
