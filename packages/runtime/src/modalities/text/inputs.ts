/** The texts that a command line names: rows of tables, files, folders with all files of text below them, lines of standard input. */
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { columnMissing } from '@tlp/language/checks/data/table/column-missing.js';
import { tableLines } from '@tlp/language/checks/data/table/table-lines.js';
import { linesOf } from '@tlp/language/checks/data/table/told.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { decodeText } from '@tlp/language/data/encoding.js';
import { compareNatural } from '@tlp/language/data/natural.js';
import { spelledOnDisk } from '@tlp/language/data/spelling.js';
import { tallyOf } from '@tlp/language/data/table/problems.js';
import { readDecoded, type TableOptions, unreadTable } from '@tlp/language/data/table/read.js';
import { rowId } from '@tlp/language/data/table/row-examples.js';
import { type Table, tableFormat } from '@tlp/language/data/table/table.js';
import { type Diagnostic, fail, TlpError } from '@tlp/language/diagnostic.js';
import { textFiles } from '@tlp/language/modalities/text/text-files.js';
import { counted } from '@tlp/language/quantities.js';
import { listFiles, walkDisk } from '../../data/folder.js';
import { mapParallel } from '../../data/parallel.js';
import { tableBytes } from '../../data/table-text.js';
import { type InputSource, type Inputs, standardInput } from '../modality.js';
import type { TextItem } from './example.js';
import { type Content, contentsOf, isBlank, ofWords } from './row-texts.js';
import { splitWords } from './split-words.js';
import { readTextFile } from './text-file.js';

interface Columns {
  /** Those that hold the text, or the two of a pair; none where the model was trained on files. */
  readonly columns: readonly string[];
  readonly names?: readonly string[] | undefined;
}

/** Where the model was trained on files, a table has its texts in this column. */
const usualColumn = 'text';

/** Blank lines of standard input are no texts; blank rows and files are told and left out. */
export const textInputs: Inputs<Columns, TextItem> = {
  async at(argument, { columns, names = [] }, source) {
    const { cwd } = source;
    if (argument === '-') return linesOfInput(columns, await source.standardInput(), source);
    const path = await pathOf(resolve(cwd, argument));
    const kind = await stat(path).catch(() => null);
    if (kind === null) {
      if (isText(argument) && columns.length < 2) return [{ id: argument, ...contentOf(argument, source) }];
      throw fail(
        'TLP876',
        `${argument} does not exist.`,
        'Give tables, text files or folders of these, or a text of several words.',
        { file: path, exitCode: 2 },
      );
    }
    if (!kind.isDirectory() && tableFormat(path)) return rowsOf(path, { columns, names }, source);
    if (columns.length > 1) throw pairWanted(columns, argument);
    return kind.isDirectory() ? textsBelow(path, argument, source) : textsIn([path], source);
  },
};

/** Several words that are not named like a file. */
const isText = (argument: string): boolean =>
  /\S\s+\S/.test(argument) && !tableFormat(argument) && !textFiles.isRead(argument);

/** A plain text. A model that answers word by word is given its words. */
const contentOf = (text: string, { byWord }: Pick<InputSource, 'byWord'>): Content =>
  byWord ? ofWords(splitWords(text), text) : { texts: [text] };

async function pathOf(wanted: string): Promise<string> {
  const there = await stat(wanted).catch(() => null);
  return there ? wanted : walkDisk(spelledOnDisk(wanted));
}

const pairWanted = (columns: readonly string[], argument: string): TlpError =>
  fail(
    'TLP876',
    `The model reads pairs of texts, and ${argument} holds no pairs.`,
    `Give a table with the columns ${columns.join(' and ')}.`,
    { exitCode: 2 },
  );

function linesOfInput(
  columns: readonly string[],
  bytes: Uint8Array,
  source: InputSource,
): readonly TextItem[] {
  if (columns.length > 1) throw pairWanted(columns, 'standard input');
  const decoded = decodeText(bytes);
  if ('line' in decoded) {
    throw fail(
      'TLP396',
      `Standard input has characters that are not UTF-8 (line ${decoded.line}).`,
      'Convert it, for example with `iconv -t utf-8`.',
      { exitCode: 2 },
    );
  }
  const lines = decoded.text.split(/\r\n?|\n/);
  return lines.flatMap((text, index) =>
    text.trim() === '' ? [] : [{ id: `${standardInput}:${index + 1}`, ...contentOf(text, source) }],
  );
}

/** @throws TlpError TLP323–TLP327 and TLP351 of the table */
async function rowsOf(
  path: string,
  { columns, names }: Required<Columns>,
  { onWarnings, byWord }: InputSource,
): Promise<readonly TextItem[]> {
  const name = basename(path);
  const content = columns.length === 0 ? [usualColumn] : columns;
  const table = decodedTable(await tableBytes({ path }), path, { verbatim: content, names: names ?? [] });
  const [wrong] = table.mistakes;
  if (wrong) {
    const mistakes = tallyOf(table.mistakes.filter(({ kind }) => kind === wrong.kind));
    throw failBy(tableLines, { name, mistakes, encoded: false }, { file: path });
  }
  const missing = content.find((column) => !table.columns.includes(column));
  if (missing !== undefined) {
    const args = { table: name, name: missing, columns: table.columns, property: '' };
    throw failBy(columnMissing, args, { file: path });
  }
  const read = contentsOf(table, content, byWord, splitWords);
  const items = table.rows.map((row) => ({ line: row.line, id: rowId(path, row.line), ...read(row) }));
  const blank = items.filter(({ texts }) => isBlank(texts));
  if (blank.length > 0) {
    const rows = `${counted(blank.length, 'row')} of ${name} ${blank.length === 1 ? 'has' : 'have'}`;
    await onWarnings([
      blankWarning(`${rows} no text (${linesOf(tallyOf(blank))}), and no prediction.`, path),
    ]);
  }
  return items.flatMap(({ line: _, ...item }) => (isBlank(item.texts) ? [] : [item]));
}

function decodedTable(bytes: Uint8Array, path: string, options: TableOptions): Table {
  const format = tableFormat(path) ?? 'csv';
  const decoded = decodeText(bytes);
  return 'text' in decoded
    ? readDecoded(decoded.text, format, options)
    : unreadTable(format, { kind: 'encoding', line: decoded.line });
}

async function textsBelow(path: string, argument: string, source: InputSource): Promise<readonly TextItem[]> {
  const { images: texts } = await listFiles(path, textFiles);
  if (texts.length > 0)
    return textsIn(
      texts.sort(compareNatural).map((name) => join(path, name)),
      source,
    );
  throw fail('TLP876', `The folder ${argument} has no files that end in .txt.`, 'Use another folder.', {
    file: path,
    exitCode: 2,
  });
}

async function textsIn(paths: readonly string[], source: InputSource): Promise<readonly TextItem[]> {
  const read = await mapParallel(paths, 8, (path) => readTextFile(path, 'utf8'));
  const wrong = read.flatMap((one) => ('wrong' in one ? [one.wrong] : []));
  if (wrong.length > 0) throw new TlpError(wrong);
  const items = read.map((one, index): TextItem => {
    return { id: paths[index]!, ...contentOf('text' in one ? one.text : '', source) };
  });
  const blank = items.filter(({ texts }) => isBlank(texts));
  await source.onWarnings(
    blank.map(({ id }) => blankWarning(`The text ${id} is blank and has no prediction.`, id)),
  );
  return items.filter(({ texts }) => !isBlank(texts));
}

const blankWarning = (message: string, file: string): Diagnostic => ({
  code: 'TLP397',
  severity: 'warning',
  message,
  remedy: 'You need to do nothing, unless the text has been lost.',
  file,
});
