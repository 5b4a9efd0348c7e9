/** The table that a pipeline names, as it was found: read and joined to the images, or why not. */
import type { TableAnswer } from './answer.js';
import type { Joined } from './join.js';
import type { Table } from './table.js';

export type TableFound = TableRead | TableNotRead;

export interface TableRead {
  readonly state: 'read';
  readonly answer: TableAnswer['kind'];
  readonly table: Table;
  /** Columns that the pipeline names and the table has not, or has more than once. */
  readonly missing: readonly string[];
  readonly repeated: readonly string[];
  readonly joined: Joined;
}

export interface TableNotRead {
  /** There is none, or it is too large to be looked at or may not be read. */
  readonly state: 'absent' | 'unseen';
  readonly answer: TableAnswer['kind'];
  /** Names of the tables in its folder. */
  readonly beside: readonly string[];
}
