/** What a network reads of each split: the examples, or where they are read in parts or judged by several views, these. */
import { SPLITS, type SplitName, type SplitSizes } from '@tlp/language/data/split-bounds.js';
import {
  type ChosenCut,
  hasRoomAtMost,
  type RowCounts,
  type StoreSizes,
} from '@tlp/language/plan/store-choice.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { DataSet, Example } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import { onceEach } from '../once-each.js';
import { type Parted, partsOf } from './parts.js';

export interface SplitRows {
  readonly rows: readonly Example[];
  /** Null where every example is read as one. */
  readonly parts: Parted<Example>['parts'] | null;
}

export type RowsIn = (split: SplitName) => Promise<SplitRows>;

/**
 * Each split is divided once, when it is first asked for.
 * @param asJudged whether training examples are read as those that are judged
 */
export const rowsRead = ({ splits }: DataSet, reader: Reader, asJudged = false): RowsIn =>
  onceEach(async (split: SplitName) => {
    const judged = split === 'train' && !asJudged ? undefined : reader.views;
    const parted = await partsOf({ parts: reader.parts ?? judged }, splits[split]);
    return parted ?? { rows: splits[split], parts: null };
  });

/** The splits that a phase reads. Pairs are not validated: there is no score before there is a head. */
export const splitsOf = ({ contrast }: Pick<Phase, 'contrast'>, last: boolean): readonly SplitName[] =>
  SPLITS.filter((split) => split === 'train' || (split === 'validation' ? !contrast : last));

/**
 * How many rows these splits have, and of how many tokens where that decides what is stored of some cuts: to count them, all texts are
 * read.
 */
export async function countRows(
  rowsIn: RowsIn,
  splits: readonly SplitName[],
  { lengths }: Pick<Reader, 'lengths'>,
  cuts: readonly ChosenCut[],
  sizes: Omit<StoreSizes, 'rows' | 'tokens'>,
): Promise<RowCounts> {
  const bySplit = async (
    count: (rows: readonly Example[]) => number | Promise<number>,
  ): Promise<SplitSizes> => {
    const of = async (split: SplitName) => (splits.includes(split) ? count((await rowsIn(split)).rows) : 0);
    return { train: await of('train'), validation: await of('validation'), test: await of('test') };
  };
  const rows = await bySplit(({ length }) => length);
  if (!lengths || hasRoomAtMost(cuts, { ...sizes, rows })) return { rows };
  const tokens = await bySplit(async (all) =>
    Array.from(await lengths(all)).reduce((sum, length) => sum + length, 0),
  );
  return { rows, tokens };
}
