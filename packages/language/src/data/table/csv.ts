/** Reads comma-separated values (RFC 4180), and those that a spreadsheet separates by semicolons or tabs. */
import Papa from 'papaparse';
import type { Mistake, Row, Separator, Table } from './table.js';

/** @param text with line ends of `\n` alone */
export function readCsv(text: string): Table {
  const { separator, start } = headerOf(text);
  const lineAt = lineCounter(text);
  const quoteAt = lineCounter(text);
  const rows: Row[] = [];
  const mistakes: Mistake[] = [];
  let columns: readonly string[] | undefined;
  let begin = start;

  Papa.parse<string[]>(text.slice(start), {
    delimiter: separator,
    newline: '\n',
    step({ data, errors, meta }) {
      const line = lineAt(begin);
      begin = start + meta.cursor;
      const [quote] = errors.filter(({ type }) => type === 'Quotes');
      // An empty line is no row; a spreadsheet writes rows of nothing but separators too.
      if (!quote && data.every((field) => field.trim() === '')) return;
      const cells = data.map((field) => field.trim());
      if (quote) {
        // Told where the text begins, as its end may be far below.
        const at = start + (quote.index ?? 0) - 1;
        const kind = quote.code === 'MissingQuotes' ? 'open-quote' : 'stray-quote';
        mistakes.push({ kind, line: quoteAt(at) });
      } else if (!columns) columns = cells;
      else if (cells.length === columns.length) rows.push({ line, cells });
      else mistakes.push({ kind: 'fields', line, found: cells.length, wanted: columns.length });
    },
  });
  return { format: 'csv', separator, columns: columns ?? [], rows, mistakes };
}

const separators: readonly Separator[] = [',', ';', '\t'];

/** The separator that the first line has most often outside of quotes, or the one that Excel's `sep=;` names. */
function headerOf(text: string): { readonly separator: Separator; readonly start: number } {
  const named = /^sep=([,;\t])\n/i.exec(text);
  if (named) return { separator: named[1] as Separator, start: named[0].length };
  const header = /^(?:\s*\n)?((?:"(?:[^"]|"")*"|[^"\n])*)/.exec(text)?.[1] ?? '';
  const plain = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const times = (separator: Separator): number => plain.split(separator).length;
  const separator = separators.reduce((best, other) => (times(other) > times(best) ? other : best));
  return { separator, start: 0 };
}

/** The line of a place of the text; asked for places in their order. */
function lineCounter(text: string): (place: number) => number {
  let line = 1;
  let end = text.indexOf('\n');
  return (place) => {
    for (; end !== -1 && end < place; end = text.indexOf('\n', end + 1)) line++;
    return line;
  };
}
