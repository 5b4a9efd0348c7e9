/** The rows of a table as texts. */
import { textOf } from '@tlp/language/data/table/cells.js';
import type { Row, Table } from '@tlp/language/data/table/table.js';
import { sha256 } from '../../files/hash.js';
import type { TextItem } from './example.js';

export type Texts = TextItem['texts'];

/** The columns are there. */
export function textsOf(table: Pick<Table, 'columns'>, content: readonly string[]): (row: Row) => Texts {
  const [first = 0, second] = content.map((name) => table.columns.indexOf(name));
  const cell = (row: Row, column: number): string => textOf(row.cells[column] ?? '');
  return (row) => (second === undefined ? [cell(row, first)] : [cell(row, first), cell(row, second)]);
}

/** Of one text or a pair, so that two texts are never those of a pair. */
export const hashOf = (texts: Texts): string => sha256(JSON.stringify(texts));

export const isBlank = (texts: Texts): boolean => texts.some((text) => text.trim() === '');
