/** What is wrong with rows of a table: of each kind how many, and the first of them, as a table may have a million. */

export type ProblemKind =
  /** The cell that names the image is empty, or that of the label, or that of a number. */
  | 'empty'
  /** A cell that should be a number is none. */
  | 'no-number'
  /** A cell that should be 0 or 1 is neither. */
  | 'no-flag'
  /** A list, where one label is wanted. */
  | 'list'
  /** There are more words than tags, or fewer. */
  | 'lengths'
  /** A tag that is none of the scheme's, or that must not stand where it does. */
  | 'no-tag'
  | 'tag-order'
  /** So many words that blank lines between sentences must be missing. */
  | 'long'
  /** A cell that should name a split does not. */
  | 'no-split'
  /** There is no such image. */
  | 'no-file'
  /** There are several such images. */
  | 'several-files'
  /** Another row names the same image and says the same of it … */
  | 'twice'
  /** … or something else. */
  | 'contradiction'
  /** Of rows that are the examples themselves: there is nothing in it to read … */
  | 'blank'
  /** … or another row has the same. */
  | 'repeated';

export interface Problem {
  /** Of the row in the file, from 1. */
  readonly line: number;
  readonly column: string;
  /** What stands in the cell. */
  readonly text: string;
  /** The line of the other row. */
  readonly other?: number;
  /** The images that may be meant. */
  readonly files?: readonly string[];
}

export interface Tally<T> {
  readonly count: number;
  readonly first: readonly T[];
}

export type Problems = Readonly<Partial<Record<ProblemKind, Tally<Problem>>>>;

/** Enough for a sentence. */
const most = 3;

export function tallyOf<T>(items: readonly T[]): Tally<T> {
  return { count: items.length, first: items.slice(0, most) };
}

export interface ProblemList {
  /** Returns undefined, so that a reader can note and give up in one statement. */
  add(kind: ProblemKind, problem: Problem): undefined;
  readonly all: Problems;
}

export function problemList(): ProblemList {
  const all: Partial<Record<ProblemKind, { count: number; first: Problem[] }>> = {};
  return {
    all,
    add(kind, problem) {
      const tally = all[kind] ?? { count: 0, first: [] };
      all[kind] = tally;
      if (tally.count++ < most) tally.first.push(problem);
      return undefined;
    },
  };
}
