/** A table of examples as it was read: columns by name, and rows that know their lines. */
import type { Encoding } from '../encoding.js';

/** Of CSV always a text; of JSON a number or a list too. Empty where nothing is written, or `null`. */
export type Cell = string | number | readonly string[];

export interface Row {
  /** Of the file, from 1: where the row begins. */
  readonly line: number;
  /** Of each item of its lists, where these stand on lines of their own. */
  readonly lines?: readonly number[];
  /** One for each column, in their order. */
  readonly cells: readonly Cell[];
}

export type TableFormat = 'csv' | 'jsonl' | 'conll' | 'conllu';

export interface Table {
  readonly format: TableFormat;
  /** Between the fields of a line; null where the format has none. */
  readonly separator: Separator | null;
  /** As the first line has them, or in the order in which the rows first have them. Some may be empty. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly mistakes: readonly Mistake[];
}

export type Separator = ',' | ';' | '\t';

/** What a line can have wrong; the line is not among the rows. */
export type MistakeKind =
  /** A text that begins with a quotation mark never ends. */
  | 'open-quote'
  /** Something stands behind the quotation mark that ends a text. */
  | 'stray-quote'
  /** More or fewer fields than the first line. */
  | 'fields'
  | 'not-json'
  /** Valid JSON, but no object. */
  | 'no-object'
  /** An object in an object, or in a list. */
  | 'nested'
  /** Longer than any text that is meant: most often a quotation mark is missing. */
  | 'too-long'
  /** Not of the encoding that is named, or UTF-8 where none is. */
  | 'encoding';

export interface Mistake {
  readonly kind: MistakeKind;
  readonly line: number;
  /** Of `fields`: how many there are, and how many the first line has; of `too-long`: characters, and how many there may be. Of `nested`: the column. */
  readonly found?: number;
  readonly wanted?: number;
  readonly column?: string;
  /** Of `encoding`: that which the pipeline names, and what it may name instead. */
  readonly encoding?: Encoding;
  readonly likely?: Encoding;
}

/** Characters of a row. Books are shorter, and what is longer would hold up whoever reads it. */
export const longestRow = 10_000_000;

/** The formats by the ends of file names, in lower case. */
const formats: Readonly<Record<string, TableFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  conll: 'conll',
  bio: 'conll',
  iob: 'conll',
  iob2: 'conll',
  bioes: 'conll',
  bilou: 'conll',
  conllu: 'conllu',
};

export const tableExtensions = Object.keys(formats);

/** Undefined for a file that is no table, by its name. */
export function tableFormat(path: string): TableFormat | undefined {
  const [, extension] = /[^\\/]\.([a-z0-9]+)$/i.exec(path) ?? [];
  const wanted = extension?.toLowerCase() ?? '';
  return Object.hasOwn(formats, wanted) ? formats[wanted] : undefined;
}

/** Files of other kinds, whose names no folder is likely to have. */
const others =
  /\.(?:xlsx?|ods|numbers|json|parquet|arrow|feather|pkl|pickle|txt|md|xml|html?|pdf|docx?|rtf|gz|tgz|bz2|xz|zst|zip|7z|tar|sqlite3?|db|dta|sav|rds|ya?ml)$/i;

/** Whether a path, by its name, is that of a file that is no table. */
export const isOtherFile = (path: string): boolean => others.test(path);

/** The names that can be written: an index that pandas saved has none. */
export const namesOf = ({ columns }: Pick<Table, 'columns'>): readonly string[] =>
  columns.filter((name) => name !== '');
