/** Rules about what a data folder holds. */
import type { DataSeen } from '../../data/seen.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { Data } from '../../resolve/pipeline.js';
import { fileChecked, type ListedRule } from '../checked.js';
import { diagnosticOf } from '../raise.js';
import type { Rule } from '../rule.js';

/** A run goes by it too, with the data that it found. */
export interface DataRule<Args> extends ListedRule<Args> {
  inData(data: DataSeen, wanted: DataWanted): readonly Omit<Diagnostic, 'file'>[];
}

/** What a pipeline says of where its data are. */
export type DataWanted = Pick<Data, 'kind' | 'path' | 'split'>;

/** A rule with a check that looks at the data folder alone; `at` is where its mistakes stand. */
export function dataChecked<Args>(
  entry: Rule<Args> & {
    /** The only kind of data that it is about; of all kinds where nothing is said. */
    readonly kind?: string;
    readonly at: 'data.path' | 'data.split';
    check(data: DataSeen, wanted: DataWanted): readonly Args[];
  },
): DataRule<Args> {
  const { at, check, kind, ...rest } = entry;
  const judge = (data: DataSeen, wanted: DataWanted) =>
    kind === undefined || kind === wanted.kind ? check(data, wanted) : [];
  const whole = fileChecked<Args>({
    ...rest,
    reads: ['data.path', 'data.split'],
    check({ pipeline, data }, found) {
      for (const args of data ? judge(data, pipeline.data) : []) found(args, at);
    },
  });
  return { ...whole, inData: (data, wanted) => judge(data, wanted).map((args) => diagnosticOf(entry, args)) };
}
