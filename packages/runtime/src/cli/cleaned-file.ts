/** The table of likely label errors, which `exclude` of a data block reads. */
import { lstat } from 'node:fs/promises';
import { exampleColumn, labelColumn } from '@tlp/language/data/exclude/list.js';
import { textOf } from '@tlp/language/data/table/cells.js';
import { readTable } from '@tlp/language/data/table/read.js';
import { fail } from '@tlp/language/diagnostic.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import { writeFileAtomic } from '../files/atomic.js';
import { readRegularText } from '../files/regular.js';
import { unlessGone } from '../files/unless-gone.js';
import type { FoundLabelError } from '../label-errors/find-label-errors.js';
import { writing } from '../train/write-error.js';
import { csvPath, csvRow } from './csv.js';

export interface Cleaned {
  readonly file: string;
  /** Rows that were written, beside those that were there. */
  readonly rows: number;
  readonly before: number;
}

/** What a row of it tells. */
export interface CleanedRow extends FoundLabelError {
  /** Null of an example that is none. */
  readonly text: string | null;
}

/**
 * Someone may have looked through a file that is there.
 * @throws TLP878 where it is not the one that the data leave out already, to which rows are added
 */
export async function checkWritable(file: string, { exclude }: Pick<Data, 'exclude'>): Promise<void> {
  if (file === exclude || (await isFree(file))) return;
  throw fail('TLP878', `${file} already exists.`, 'Choose another file with --write, or remove this one.', {
    file,
    exitCode: 2,
  });
}

const chooseAnother = 'Choose another file with --write, or fix the permissions.';

/** Whether nothing is there, not even what may not be read. */
const isFree = async (file: string): Promise<boolean> =>
  (await writing(file, unlessGone(lstat(file)), chooseAnother)) === undefined;

/** Of the table that the data leave out already. @throws TLP851 where it is there and cannot be read */
const textBefore = async (file: string): Promise<string> =>
  (await writing(file, unlessGone(readRegularText(file)), chooseAnother)) ?? '';

/** Examples that the data leave out stay in the file, since they are not among those that were judged. */
export async function writeCleaned(
  file: string,
  { exclude }: Pick<Data, 'exclude'>,
  errors: readonly CleanedRow[],
): Promise<Cleaned> {
  await checkWritable(file, { exclude });
  const text = file === exclude ? await textBefore(file) : '';
  const before = readTable(text, 'csv');
  const isText = errors.some((error) => error.text !== null);
  const columns =
    before.columns.length > 0
      ? before.columns
      : [exampleColumn, labelColumn, 'suggested', 'score', ...(isText ? ['text'] : [])];
  const rows = [
    columns,
    ...before.rows.map(({ cells }) => cells.map(textOf)),
    ...errors.map((error) => columns.map((column) => cellOf(column, error))),
  ];
  await writing(file, writeFileAtomic(file, rows.map(csvRow).join('')), chooseAnother);
  return { file, rows: errors.length, before: before.rows.length };
}

/** Of a column that a person has added, nothing. */
function cellOf(column: string, { id, label, suggested, score, text }: CleanedRow): string | number {
  switch (column) {
    case exampleColumn:
      return csvPath(id);
    case labelColumn:
      return label;
    case 'suggested':
      return suggested;
    case 'score':
      return Number(score.toFixed(4));
    case 'text':
      return text ?? '';
    default:
      return '';
  }
}
