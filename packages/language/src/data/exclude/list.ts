/** The examples that a pipeline leaves out: the rows of a table. */
import { sameSpelling } from '../spelling.js';
import { textOf } from '../table/cells.js';
import { readTable } from '../table/read.js';
import { type Mistake, namesOf, type Row, tableFormat } from '../table/table.js';

/** The column that names the examples, and the one with the label that each had when it was listed. */
export const exampleColumn = 'example';
export const labelColumn = 'label';

export interface ListedExample {
  readonly line: number;
  readonly id: string;
  /** Null where the table does not say it. */
  readonly label: string | null;
}

export interface ExcludeList {
  /** By what they are called, in one spelling. */
  readonly examples: ReadonlyMap<string, ListedExample>;
  /** Columns that there are, where none of them names the examples. */
  readonly columns: readonly string[] | null;
  /** Lines that are no rows. */
  readonly mistakes: readonly Mistake[];
}

export function readExcludeList(text: string, path: string): ExcludeList {
  const table = readTable(text, tableFormat(path) ?? 'csv');
  const { mistakes, rows, columns } = table;
  const at = columns.indexOf(exampleColumn);
  if (at < 0) return { examples: new Map(), columns: mistakes.length > 0 ? null : namesOf(table), mistakes };
  const label = columns.indexOf(labelColumn);
  const examples = rows.flatMap((row): readonly [string, ListedExample][] => {
    const id = nameOf(textAt(row, at));
    return id === ''
      ? []
      : [[id, { line: row.line, id, label: label < 0 ? null : unquoted(textAt(row, label)) }]];
  });
  return { examples: new Map(examples), columns: null, mistakes };
}

const textAt = ({ cells }: Row, column: number): string => textOf(cells[column] ?? '');

/** A path as examples are called by it. */
const nameOf = (path: string): string =>
  sameSpelling(
    unquoted(path.trim())
      .replaceAll('\\', '/')
      .replace(/^(?:\.\/)+/, ''),
  );

/** Without the apostrophe that makes a text of what a spreadsheet would take for a formula. */
const unquoted = (text: string): string => text.replace(/^'(?=[=+\-@\t\r])/, '');
