/** Columns of text, for a terminal. */
import { padEnd, padStart, widthOf } from './columns.js';
import { oneLine } from './output.js';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows under their titles, two spaces apart; widths fit the content. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const all = [columns.map((column) => column.title), ...rows.map((row) => row.map(oneLine))];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => widthOf(row[i] ?? ''))));
  const line = (row: readonly string[]) =>
    columns
      .map((column, i) => (column.align === 'right' ? padStart : padEnd)(row[i] ?? '', widths[i]!))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
