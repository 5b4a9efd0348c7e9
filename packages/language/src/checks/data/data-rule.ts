/** Rules about what a data folder, or a table of examples, holds. */
import type { DataSeen } from '../../data/seen.js';
import type { DataWanted } from '../../data/sources.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { Data } from '../../resolve/pipeline.js';
import { fileChecked, type ListedRule } from '../checked.js';
import { diagnosticOf } from '../raise.js';
import type { Rule } from '../rule.js';

/** A run goes by it too, with the data that it found. */
export interface DataRule<Args> extends ListedRule<Args> {
  inData(data: DataSeen, wanted: DataRuleWanted): readonly Diagnostic[];
}

/** What a pipeline says of where its data are, and what is done where they cannot be read. */
export type DataRuleWanted = DataWanted &
  Pick<Data, 'kind'> & {
    readonly unreadable?: 'error' | 'skip';
    /** The columns of the texts, where the examples are texts. */
    readonly text?: readonly string[];
  };

/** A rule with a check that looks at the data folder alone; `at` is where its mistakes stand. */
export function dataChecked<Args>(
  entry: Rule<Args> & {
    /** The only kind of data that it is about; of all kinds where nothing is said. */
    readonly kind?: string;
    readonly at: 'data.path' | 'data.split' | 'data.table' | 'data.exclude' | 'data.slices';
    /** Where that is not the same for all its mistakes: the path of the property at fault. */
    where?(args: Args): string;
    check(data: DataSeen, wanted: DataRuleWanted): readonly Args[];
  },
): DataRule<Args> {
  const { at, where, check, kind, ...rest } = entry;
  const judge = (data: DataSeen, wanted: DataRuleWanted) =>
    kind === undefined || kind === wanted.kind ? check(data, wanted) : [];
  const whole = fileChecked<Args>({
    ...rest,
    reads: [
      'data.path',
      'data.split',
      'data.table',
      'data.image',
      'data.text',
      'data.label',
      'data.labels',
      'data.target',
      'data.tags',
      'data.columns',
      'data.exclude',
      'data.slices',
    ],
    check({ pipeline, data }, found) {
      const place = at === 'data.table' ? tablePlace(pipeline.data) : at;
      for (const args of data ? judge(data, pipeline.data) : []) found(args, where?.(args) ?? place);
    },
  });
  const fileOf = ({ path, labels, exclude = path }: DataWanted): string => {
    if (at === 'data.exclude') return exclude;
    return at === 'data.table' && labels.kind === 'table' ? labels.path : path;
  };
  return {
    ...whole,
    inData: (data, wanted) => judge(data, wanted).map((args) => diagnosticOf(entry, args, fileOf(wanted))),
  };
}

/** Where the table is named: the data themselves, where its rows are the examples. */
export const tablePlace = ({ labels }: Pick<Data, 'labels'>): 'data.path' | 'data.table' =>
  labels.kind === 'table' && labels.file === undefined ? 'data.path' : 'data.table';
