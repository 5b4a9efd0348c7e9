/** What the first lines of a table tell of its columns: enough for an editor to offer them, whatever its size. */
import { decodeStart } from '../encoding.js';
import { numberOf, textOf } from './cells.js';
import { readDecoded } from './read.js';
import { namesOf, type Table, type TableFormat } from './table.js';

export const sampleBytes = 65_536;

export interface ColumnSample {
  readonly name: string;
  /** A few of its values, each once and as much of it as is read at a glance. */
  readonly values: readonly string[];
  /** True where all values of the sample are numbers. */
  readonly numbers: boolean;
}

const most = 4;
const longest = 60;

const glance = (text: string): string => {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};

/** @param start the first bytes of the file, at most {@link sampleBytes} */
export function sampleTable(start: Uint8Array, format: TableFormat): Table {
  const text = decodeStart(start);
  // The last line may be cut off.
  const whole = start.length < sampleBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  return readDecoded(whole, format);
}

export function sampleColumns(table: Table): readonly ColumnSample[] {
  return [...new Set(namesOf(table))].map((name) => {
    const at = table.columns.indexOf(name);
    const cells = table.rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '');
    const values = [...new Set(cells.map(textOf))].slice(0, most).map(glance);
    return { name, values, numbers: cells.length > 0 && cells.every((cell) => numberOf(cell) !== undefined) };
  });
}
