import type { Encoding } from '../../data/encoding.js';
import type { RowDataWanted } from '../../data/row-data.js';
import type { Data } from '../../resolve/pipeline.js';
import type { Long } from './long.js';

export interface TextData extends Data {
  readonly kind: 'text';
  /** The columns that hold the text, or the two texts of a pair; empty where the data are files. */
  readonly text: readonly string[];
  /** Names of the columns, from the left, of a CoNLL file, which does not name them. */
  readonly columns: readonly string[];
  /** What is read of a text with more tokens than the network is given. */
  readonly long: Long;
  /** Of the table or the files. */
  readonly encoding: Encoding;
}

export const isTextData = (data: Data): data is TextData => data.kind === 'text';

/** The data as a table whose rows are the examples; undefined where they are files. */
export function rowData({ labels, text, ...data }: TextData): (RowDataWanted & TextData) | undefined {
  return labels.kind === 'table' ? { ...data, labels, text, content: text } : undefined;
}
