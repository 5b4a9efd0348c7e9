import { estimatedTokens } from '../modalities/text/estimate.js';
import { textOf } from './table/cells.js';
import type { Table } from './table/table.js';

/** Rows whose texts are measured, and characters of all of them: an editor waits for it. */
const MOST_ROWS = 2_000;
const MOST_CHARACTERS = 2e6;

/** Tokens of the texts of rows that are spread over the table, about. Of which columns, which are there. */
export function estimatedLengths(
  { columns, rows }: Pick<Table, 'columns' | 'rows'>,
  content: readonly string[],
): readonly number[] {
  const places = content.map((name) => columns.indexOf(name));
  const step = Math.max(1, rows.length / MOST_ROWS);
  const lengths: number[] = [];
  let characters = 0;
  for (let at = 0; at < rows.length && characters < MOST_CHARACTERS; at += step) {
    const { cells } = rows[Math.floor(at)]!;
    const texts = places.map((place) => textOf(cells[place] ?? ''));
    if (texts.some((text) => text.trim() === '')) continue;
    characters += texts.reduce((sum, text) => sum + text.length, 0);
    lengths.push(estimatedTokens(texts));
  }
  return lengths;
}
