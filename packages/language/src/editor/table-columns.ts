import { type ColumnSample, sampleBytes, sampleColumns, sampleTable } from '../data/table/sample.js';
import { tableFormat } from '../data/table/table.js';
import { filesBeside } from './files-beside.js';
import type { Workspace } from './workspace.js';

/** The columns of a table beside a text, by its first rows; none where it cannot be seen. */
export function tableColumns(
  table: string,
  uri: string,
  { files }: Pick<Workspace, 'files'>,
): readonly ColumnSample[] {
  const format = tableFormat(table);
  const start = format && filesBeside(uri, files).head(table, sampleBytes);
  return start ? sampleColumns(sampleTable(start, format)) : [];
}
