/** The rows of a table, each with the image that it names and what it says of it. */
import type { TableOfFiles } from '../../resolve/pipeline.js';
import type { SplitName } from '../split-bounds.js';
import { splitOfFolder } from '../split-folders.js';
import { type Answer, answerOf } from './answers.js';
import { textOf } from './cells.js';
import { answerColumns } from './columns.js';
import { indexFiles } from './file-index.js';
import type { ProblemList } from './problems.js';
import type { Row, Table } from './table.js';

/** An image below the data folder, `/`-separated, with the split of the folder that it lies in. */
export interface FileOfSplit {
  readonly image: string;
  readonly split: SplitName | null;
}

export interface Joining {
  readonly labels: TableOfFiles;
  /** The column that names the split; null where folders or shares decide. */
  readonly splitColumn: string | null;
  /** The column that names what no two splits may share; null where there is none. */
  readonly groupColumn: string | null;
  /** Of the data. */
  readonly folder: string;
  readonly images: readonly FileOfSplit[];
  /** Images of formats that are not read: rows may name them, which is told elsewhere. */
  readonly unread: readonly string[];
}

/** A row that was understood. */
export interface RowRead {
  readonly line: number;
  readonly image: string;
  readonly split: SplitName | null;
  /** Null where the row names none. */
  readonly group: string | null;
  readonly answer: Exclude<Answer, { wrong: unknown }>;
}

/** Those that are understood; what the others have wrong is added to the problems. */
export function readRows(table: Table, joining: Joining, problems: ProblemList): readonly RowRead[] {
  const { labels, splitColumn, groupColumn, folder, images, unread } = joining;
  const { file, answer, path } = labels;
  const names = answerColumns(answer, table);
  const at = (name: string): number => table.columns.indexOf(name);
  const columns = names.map(at);
  if (columns.length === 0 || [at(file), ...columns].includes(-1)) return [];
  const find = indexFiles([...images.map(({ image }) => image), ...unread], folder, path);
  const splits = new Map(images.map(({ image, split }) => [image, split]));
  return table.rows.flatMap((row): RowRead | readonly RowRead[] => {
    const written = textOf(cell(row, at(file)));
    const problem = { line: row.line, column: file, text: written };
    if (written === '') return problems.add('empty', problem) ?? [];
    const files = find(written);
    const [image] = files;
    if (image === undefined) return problems.add('no-file', problem) ?? [];
    if (files.length > 1) return problems.add('several-files', { ...problem, files }) ?? [];
    const split = splits.get(image);
    if (split === undefined) return [];
    const cells = columns.map((column) => cell(row, column));
    const said = answerOf(answer, cells, names);
    if ('wrong' in said) {
      const column = names[said.at] ?? '';
      return problems.add(said.wrong, { line: row.line, column, text: textOf(cells[said.at] ?? '') }) ?? [];
    }
    const group = groupColumn === null ? null : textOf(cell(row, at(groupColumn))) || null;
    const read = { line: row.line, image, split, group, answer: said };
    if (splitColumn === null) return read;
    const wanted = textOf(cell(row, at(splitColumn)));
    const named = splitOfFolder(wanted);
    if (named) return { ...read, split: named };
    return problems.add('no-split', { line: row.line, column: splitColumn, text: wanted }) ?? [];
  });
}

const cell = (row: Row, column: number) => row.cells[column] ?? '';
