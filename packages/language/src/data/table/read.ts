import { readCsv } from './csv.js';
import { readJsonLines } from './jsonl.js';
import type { Mistake, Table, TableFormat } from './table.js';

/** What a text that was decoded as UTF-8 has where it was none, and what UTF-16 has everywhere. */
const notText = /[\ufffd\0]/;

/** The table in a text. What is wrong with it is among its mistakes, a line each, and never thrown. */
export function readTable(text: string, format: TableFormat): Table {
  const plain = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const at = plain.search(notText);
  const read = at < 0 ? (format === 'csv' ? readCsv(plain) : readJsonLines(plain)) : undefined;
  if (read) return read;
  const mistakes: Mistake[] = [{ kind: 'encoding', line: plain.slice(0, at).split('\n').length }];
  return { format, separator: null, columns: [], rows: [], mistakes };
}
