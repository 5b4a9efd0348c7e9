/** Reads comma-separated values (RFC 4180), and those that a spreadsheet separates by semicolons or tabs. */
import Papa from 'papaparse';
import { longestRow, type Mistake, type Row, type Separator, type Table } from './table.js';

/**
 * @param text with line ends of `\n` alone
 * @param verbatim columns whose cells keep the white space around them
 */
export function readCsv(text: string, verbatim: readonly string[] = []): Table {
  const { separator, start } = headerOf(text);
  const lineAt = lineCounter(text);
  const quoteAt = lineCounter(text);
  const rows: Row[] = [];
  const mistakes: Mistake[] = [];
  let columns: readonly string[] | undefined;
  let kept: readonly boolean[] = [];
  let begin = start;

  Papa.parse<string[]>(text.slice(start), {
    delimiter: separator,
    newline: '\n',
    step({ data, errors, meta }, parser) {
      const line = lineAt(begin);
      const length = start + meta.cursor - begin;
      begin = start + meta.cursor;
      const [quote] = errors.filter(({ type }) => type === 'Quotes');
      // An empty line is no row; a spreadsheet writes rows of nothing but separators too.
      if (!quote && data.every((field) => field.trim() === '')) return;
      if (quote) {
        // Told where the text begins, as its end may be far below.
        const at = start + (quote.index ?? 0) - 1;
        const kind = quote.code === 'MissingQuotes' ? 'open-quote' : 'stray-quote';
        mistakes.push({ kind, line: quoteAt(at) });
      } else if (length > longestRow) {
        mistakes.push({ kind: 'too-long', line, found: length });
        // Without names of columns nothing else can be read.
        if (!columns) parser.abort();
      } else if (!columns) {
        columns = data.map((field) => field.trim());
        kept = columns.map((name) => verbatim.includes(name));
      } else if (data.length === columns.length) {
        rows.push({ line, cells: data.map((field, at) => (kept[at] ? field : field.trim())) });
      } else mistakes.push({ kind: 'fields', line, found: data.length, wanted: columns.length });
    },
  });
  return { format: 'csv', separator, columns: columns ?? [], rows, mistakes };
}

const separators: readonly Separator[] = [',', ';', '\t'];
const quotationMark = 0x22;
const lineEnd = 0x0a;

/** The separator that the first line has most often outside of quotes, or the one that Excel's `sep=;` names. */
function headerOf(text: string): { readonly separator: Separator; readonly start: number } {
  const named = /^sep=([,;\t])\n/i.exec(text);
  if (named) return { separator: named[1] as Separator, start: named[0].length };
  const codes = separators.map((separator) => separator.charCodeAt(0));
  const times = codes.map(() => 0);
  let quoted = false;
  // Blank lines may stand before it. A doubled quotation mark closes and opens.
  const first = text.lastIndexOf('\n', Math.max(text.search(/\S/), 0)) + 1;
  for (let at = first; at < Math.min(text.length, first + longestRow); at++) {
    const code = text.charCodeAt(at);
    if (code === quotationMark) quoted = !quoted;
    else if (quoted) continue;
    else if (code === lineEnd) break;
    else if (codes.includes(code)) times[codes.indexOf(code)]! += 1;
  }
  return { separator: separators[times.indexOf(Math.max(...times))]!, start: 0 };
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
