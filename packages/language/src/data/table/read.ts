import { readCsv } from './csv.js';
import { readJsonLines } from './jsonl.js';
import type { Mistake, Table, TableFormat } from './table.js';

/** What a text that was decoded as UTF-8 has where it was none, and what UTF-16 has everywhere. */
const notText = /[\ufffd\0]/;

/** The table in a text. What is wrong with it is among its mistakes, a line each, and never thrown. */
export function readTable(text: string, format: TableFormat): Table {
  const plain = plainText(text);
  const at = plain.search(notText);
  if (at < 0) return readPlain(plain, format);
  return unreadTable(format, { kind: 'encoding', line: plain.slice(0, at).split('\n').length });
}

/**
 * The same of a text that its bytes were decoded to strictly, so that whatever is in it was meant.
 * @param verbatim columns whose texts are kept as they are but for their line ends
 */
export const readDecoded = (text: string, format: TableFormat, verbatim: readonly string[] = []): Table =>
  readPlain(plainText(text), format, verbatim);

/** A table of which nothing could be read. */
export const unreadTable = (format: TableFormat, mistake: Mistake): Table => ({
  format,
  separator: null,
  columns: [],
  rows: [],
  mistakes: [mistake],
});

const plainText = (text: string): string => text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');

const readPlain = (plain: string, format: TableFormat, verbatim?: readonly string[]): Table =>
  format === 'csv' ? readCsv(plain, verbatim) : readJsonLines(plain, verbatim);
