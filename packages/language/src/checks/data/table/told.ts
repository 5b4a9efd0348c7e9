/** How the rules tell of rows. */
import type { Problem, Tally } from '../../../data/table/problems.js';
import { count, counted } from '../../../quantities.js';
import { fileName } from '../../../resolve/paths.js';
import type { DataRuleWanted } from '../data-rule.js';

/** The table's file name. */
export const tableName = ({ labels }: Pick<DataRuleWanted, 'labels'>): string =>
  labels.kind === 'table' ? fileName(labels.path) : '';

/** `line 7`, `lines 7 and 9`, `lines 7, 9, 12 and 1,240 more`. */
export function linesOf({ count: all, first }: Tally<{ readonly line: number }>): string {
  const lines = first.map(({ line }) => count(line));
  const [last = '', ...before] = [...lines].reverse();
  if (all > lines.length) return `lines ${lines.join(', ')} and ${count(all - lines.length)} more`;
  return before.length === 0 ? `line ${last}` : `lines ${before.reverse().join(', ')} and ${last}`;
}

/** `1 row`, `1,240 rows`. */
export const rowsOf = (rows: number): string => counted(rows, 'row');

/** What every rule about rows tells. */
export interface TableProblem {
  /** Of the table's file. */
  readonly name: string;
  readonly rows: Tally<Problem>;
}
