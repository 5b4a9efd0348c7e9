/** What the first lines of a table tell of its columns: enough for an editor to offer them, whatever its size. */
import { numberOf, textOf } from './cells.js';
import { readTable } from './read.js';
import { namesOf, type Table, type TableFormat } from './table.js';

export const sampleBytes = 65_536;

export interface ColumnSample {
  readonly name: string;
  /** A few of its values, each once. */
  readonly values: readonly string[];
  /** True where all values of the sample are numbers. */
  readonly numbers: boolean;
}

const most = 4;

/** @param start the first bytes of the file, at most {@link sampleBytes} */
export function sampleTable(start: Uint8Array, format: TableFormat): Table {
  const text = new TextDecoder().decode(start);
  // The last line may be cut off.
  const whole = start.length < sampleBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  return readTable(whole, format);
}

export function sampleColumns(table: Table): readonly ColumnSample[] {
  return [...new Set(namesOf(table))].map((name) => {
    const at = table.columns.indexOf(name);
    const cells = table.rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '');
    const values = [...new Set(cells.map(textOf))].slice(0, most);
    return { name, values, numbers: cells.length > 0 && cells.every((cell) => numberOf(cell) !== undefined) };
  });
}
