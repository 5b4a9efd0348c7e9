/**
 * Reads CoNLL files: a word a line with its columns, a blank line between sentences. A sentence is a row, whose cells are lists.
 * CoNLL-2003 (Tjong Kim Sang & De Meulder, https://www.clips.uantwerpen.be/conll2003/ner/), CoNLL-U
 * (https://universaldependencies.org/format.html) and CoNLL-U Plus.
 */
import { longestRow, type Mistake, type Row, type Table } from './table.js';

/** Characters of a line. A word is shorter, whatever it is. */
export const longestLine = 100_000;

export interface ConllOptions {
  /** Of the columns, from the left, where the file does not name them. */
  readonly names?: readonly string[];
  /** Whether it is CoNLL-U, with its ten columns, comments, and lines that are no words. */
  readonly universal?: boolean;
}

const universalColumns = ['ID', 'FORM', 'LEMMA', 'UPOS', 'XPOS', 'FEATS', 'HEAD', 'DEPREL', 'DEPS', 'MISC'];

/** Of files that have as many columns and name none: words with entities, CoNLL-2000 and CoNLL-2003. */
const usualColumns: Readonly<Record<number, readonly string[]>> = {
  1: ['word'],
  2: ['word', 'entity'],
  3: ['word', 'pos', 'chunk'],
  4: ['word', 'pos', 'chunk', 'entity'],
};

/** @param text with line ends of `\n` alone */
export function readConll(text: string, { names = [], universal = false }: ConllOptions = {}): Table {
  const { fieldsOf, width, named } = formOf(text);
  const given =
    named ?? (universal ? universalColumns : names.length > 0 ? names : (usualColumns[width] ?? ['word']));
  const columns = Array.from({ length: width }, (_, at) => given[at] ?? `column${at + 1}`);
  const rows: Row[] = [];
  const mistakes: Mistake[] = [];
  let [cells, lines, characters]: [string[][], number[], number] = [[], [], 0];
  const end = () => {
    const [line] = lines;
    if (characters > longestRow && line !== undefined) {
      mistakes.push({ kind: 'too-long', line, found: characters });
    } else if (line !== undefined) rows.push({ line, lines, cells });
    [cells, lines, characters] = [[], [], 0];
  };
  for (const { line, number } of linesOf(text)) {
    if (line.length > longestLine) {
      mistakes.push({ kind: 'too-long', line: number, found: line.length, wanted: longestLine });
      continue;
    }
    if (line.trim() === '' || isDocumentStart(line)) {
      end();
      continue;
    }
    const fields = fieldsOf(line);
    // A word may be a hash too: a comment has other columns, or stands in a form that knows comments.
    if (line.startsWith('#') && (universal || named || fields.length !== width)) continue;
    if (fields.length !== width) {
      mistakes.push({ kind: 'fields', line: number, found: fields.length, wanted: width });
      continue;
    }
    // Several words written as one, and words that are not written, have no number of their own.
    if (universal && /[-.]/.test(fields[0]!)) continue;
    lines.push(number);
    characters += line.length;
    for (const [at, field] of fields.entries()) {
      cells[at] ??= [];
      cells[at].push(field);
    }
  }
  end();
  return { format: universal ? 'conllu' : 'conll', separator: null, columns, rows, mistakes };
}

const isDocumentStart = (line: string): boolean => /^-DOCSTART-(?:\s|$)/.test(line);

/** Tabs where the first word's line has any, so that words may hold spaces; else runs of white space. */
function formOf(text: string) {
  let first: string | undefined;
  let named: readonly string[] | undefined;
  for (const { line } of linesOf(text)) {
    const columns = /^# *global\.columns *= *(.+)$/.exec(line)?.[1];
    if (columns) named = columns.trim().split(/\s+/);
    if (line.trim() === '' || isDocumentStart(line) || line.length > longestLine) continue;
    first ??= line;
    if (line.startsWith('#')) continue;
    first = line;
    break;
  }
  const fieldsOf = first?.includes('\t')
    ? (line: string) => line.split('\t').map((field) => field.trim())
    : (line: string) => line.trim().split(/\s+/);
  return { fieldsOf, width: first === undefined ? 0 : fieldsOf(first).length, named };
}

function* linesOf(text: string): Generator<{ readonly line: string; readonly number: number }> {
  let number = 0;
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    yield { line: text.slice(start, end), number: ++number };
  }
}
