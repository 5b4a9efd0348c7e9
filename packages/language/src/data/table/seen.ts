/** A table and what came of it, counted: what the rules and the editor go by. */

import type { SplitName } from '../split-bounds.js';
import type { TableAnswer } from './answer.js';
import type { TableFound } from './found.js';
import type { Problems, Tally } from './problems.js';
import { tallyOf } from './problems.js';
import type { Mistake, Table } from './table.js';

/** How many examples each split has by the table or its folder; `null` of those that shares divide. */
export type SplitCounts = ReadonlyMap<SplitName | null, number>;

export interface TableSeen extends Pick<Table, 'separator' | 'columns'> {
  readonly state: TableFound['state'];
  readonly answer: TableAnswer['kind'];
  readonly beside: readonly string[];
  readonly missing: readonly string[];
  readonly repeated: readonly string[];
  readonly rows: number;
  readonly mistakes: readonly Tally<Mistake>[];
  readonly problems: Problems;
  readonly unlabelled: Tally<string>;
  /** Classes, labels or columns of numbers. */
  readonly outputs: readonly string[];
  readonly examples: SplitCounts;
  /** Where one number is to be predicted and it has few values: these, in order. */
  readonly fewNumbers: readonly number[];
  /** Of each class or label; empty where there are none. */
  readonly counts: ReadonlyMap<string, SplitCounts>;
}

const nothing = {
  separator: null,
  columns: [],
  missing: [],
  repeated: [],
  rows: 0,
  mistakes: [],
  problems: {},
  unlabelled: { count: 0, first: [] },
  outputs: [],
  examples: new Map(),
  fewNumbers: [],
  counts: new Map(),
} satisfies Partial<TableSeen>;

export function tableSeen(found: TableFound): TableSeen {
  if (found.state !== 'read') return { ...nothing, ...found };
  const { answer } = found;
  // Tags are of words, not of examples.
  const classed = answer !== 'target' && answer !== 'tags' && answer !== 'next';
  const { table, missing, repeated, joined } = found;
  const { outputs, examples, problems, unlabelled } = joined;
  const all = new Map<SplitName | null, number>();
  const counts = new Map(outputs.map((name) => [name, new Map<SplitName | null, number>()]));
  for (const { split, target } of examples) {
    all.set(split, (all.get(split) ?? 0) + 1);
    if (!classed) continue;
    for (const index of target) {
      const count = counts.get(outputs[index]!)!;
      count.set(split, (count.get(split) ?? 0) + 1);
    }
  }
  return {
    state: 'read',
    answer,
    beside: [],
    separator: table.separator,
    columns: table.columns,
    missing,
    repeated,
    rows: table.rows.length,
    mistakes: mistakesByKind(table.mistakes),
    problems,
    unlabelled,
    outputs,
    examples: all,
    fewNumbers: classed || outputs.length > 1 ? [] : fewNumbers(examples),
    counts: classed ? counts : new Map(),
  };
}

/** More values than these are many. */
const few = 5;

function fewNumbers(examples: readonly { readonly target: readonly number[] }[]): readonly number[] {
  const values = new Set<number>();
  for (const { target } of examples) if (values.size <= few) values.add(target[0]!);
  return values.size > few ? [] : [...values].sort((a, b) => a - b);
}

function mistakesByKind(mistakes: readonly Mistake[]): readonly Tally<Mistake>[] {
  const kinds = [...new Set(mistakes.map(({ kind }) => kind))];
  return kinds.map((kind) => tallyOf(mistakes.filter((mistake) => mistake.kind === kind)));
}
