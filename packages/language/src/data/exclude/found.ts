/** The table that a pipeline's `exclude` names, as it was found. */
import type { Tally } from '../table/problems.js';
import type { Mistake } from '../table/table.js';
import type { ExcludeList, ListedExample } from './list.js';

export type ExcludeFound = ExcludeRead | ExcludeNotRead;

export interface ExcludeRead extends Pick<ExcludeList, 'columns'> {
  readonly state: 'read';
  readonly listed: number;
  readonly mistakes: Tally<Mistake>;
  /** Examples that are left out, and how many there were. */
  readonly leftOut: number;
  readonly total: number;
  /** Listed ones that are not there … */
  readonly missing: Tally<ListedExample>;
  /** … and those that have another label by now, which stay. */
  readonly relabelled: Tally<ListedExample>;
}

export interface ExcludeNotRead {
  readonly state: 'absent' | 'unseen';
  /** Names of the tables in its folder. */
  readonly beside: readonly string[];
}
