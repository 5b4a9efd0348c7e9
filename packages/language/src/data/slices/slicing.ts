/** By what examples are told apart where metrics are shown for parts of a split. */
import { type Grouping, groupsBy } from '../grouping/grouping.js';
import { textOf } from '../table/cells.js';
import type { Table } from '../table/table.js';

export type Slicing =
  /** Optional where another table may lack the column: then no example is in a slice. */
  | (Grouping & { readonly optional?: true })
  /** An image's shorter side, or the characters of a text. */
  | { readonly kind: 'size' };

/** An example as its names tell it. */
export interface Sliceable {
  /** Relative to the folder of its source: `cat/1.jpg`, or as a table names it. */
  readonly name: string;
  /** Of the table; absent where no row is about it. */
  readonly line?: number | undefined;
}

/** Of an example the name of its slice in each slicing; null where it is in none, and where its size tells it. */
export type SlicesOf = (example: Sliceable) => readonly (string | null)[];

/**
 * @param table whose rows are about the examples; absent where folders are the classes
 * @returns undefined where nothing is told apart
 */
export function slicesBy(
  slicings: readonly Slicing[] | undefined,
  table?: Pick<Table, 'columns' | 'rows'>,
): SlicesOf | undefined {
  if (!slicings) return undefined;
  const ways = slicings.map((slicing) => slicedBy(slicing, table));
  return (example) => ways.map((way) => way(example));
}

function slicedBy(
  slicing: Slicing,
  table: Pick<Table, 'columns' | 'rows'> | undefined,
): (example: Sliceable) => string | null {
  if (slicing.kind === 'size') return () => null;
  if (slicing.kind === 'column') return byColumn(slicing.column, table);
  const groupOf = groupsBy(slicing, table ? 0 : 1);
  return ({ name }) => groupOf(name);
}

function byColumn(column: string, table: Pick<Table, 'columns' | 'rows'> | undefined) {
  const at = table?.columns.indexOf(column) ?? -1;
  const cells = new Map(
    at < 0 ? [] : table?.rows.map(({ line, cells }) => [line, textOf(cells[at] ?? '').trim()] as const),
  );
  return ({ line }: Sliceable) => (line !== undefined && cells.get(line)) || null;
}

/** The columns that must be there. */
export const slicedColumns = (slicings: readonly Slicing[]): readonly string[] =>
  slicings.flatMap((slicing) => (slicing.kind === 'column' && !slicing.optional ? [slicing.column] : []));

/** For the heading of a table: `country`, `folder`. */
export const slicingTitle = (slicing: Slicing): string => {
  if (slicing.kind === 'column') return slicing.column;
  return slicing.kind === 'name' ? slicing.pattern : slicing.kind === 'parent' ? 'folder' : slicing.kind;
};
