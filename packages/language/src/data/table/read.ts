import { readConll } from './conll.js';
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
 */
export const readDecoded = (text: string, format: TableFormat, options: TableOptions = {}): Table =>
  readPlain(plainText(text), format, options);

export interface TableOptions {
  /** Columns whose texts are kept as they are but for their line ends. */
  readonly verbatim?: readonly string[];
  /** Names of the columns, from the left, of a file that does not name them. */
  readonly names?: readonly string[];
}

/** A table of which nothing could be read. */
export const unreadTable = (format: TableFormat, mistake: Mistake): Table => ({
  format,
  separator: null,
  columns: [],
  rows: [],
  mistakes: [mistake],
});

const plainText = (text: string): string => text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');

function readPlain(plain: string, format: TableFormat, { verbatim, names = [] }: TableOptions = {}): Table {
  switch (format) {
    case 'csv':
      return readCsv(plain, verbatim);
    case 'jsonl':
      return readJsonLines(plain, verbatim);
    case 'conll':
    case 'conllu':
      return readConll(plain, { names, universal: format === 'conllu' });
  }
}
