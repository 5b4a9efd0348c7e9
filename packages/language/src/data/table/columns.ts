/** Where in a table the columns stand that a pipeline names. */
import type { Columns, TableAnswer } from './answer.js';
import { namesOf, type Table } from './table.js';

/** All names that are written, in their order. */
export function writtenColumns(answer: TableAnswer): readonly string[] {
  if (answer.kind === 'next') return [];
  if ('column' in answer) return [answer.column];
  return answer.columns.flatMap((one) => (typeof one === 'string' ? [one] : [one.from, one.to]));
}

/** The names that a row's answer is read from, a range written out. */
export function answerColumns(answer: TableAnswer, table: Pick<Table, 'columns'>): readonly string[] {
  if (answer.kind === 'next') return [];
  return 'column' in answer ? [answer.column] : answer.columns.flatMap((one) => expand(one, table));
}

/** From the later to the earlier column too; of one that is not there, nothing. */
function expand(columns: Columns, table: Pick<Table, 'columns'>): readonly string[] {
  if (typeof columns === 'string') return [columns];
  const known = namesOf(table);
  const ends = [known.indexOf(columns.from), known.indexOf(columns.to)];
  return ends.includes(-1) ? [] : known.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/** Names that stand more than once among the columns. */
export function repeatedColumns(table: Pick<Table, 'columns'>): readonly string[] {
  const names = namesOf(table);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
