/** Windows of tokens, each with the one behind it: what a network reads that tells one token of a window. */
import { type Filled, textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import type { Feeds } from '../../engines/types.js';

export interface WindowRow {
  readonly ids: Int32Array;
  /** Tokens that stand before those that are to be told. */
  readonly context: number;
}

/**
 * Of each row the windows before its tokens, `[rows,size,size]`, and the tokens, `[rows,size]`. A window does not reach beyond the beginning
 * of its text: what would stand before is filled up, as `textgenrnn_encode_sequence` does. Of what fills up, and of characters that
 * are not known, nothing is told.
 */
export function windowFeeds(
  rows: readonly WindowRow[],
  size: number,
  { with: filler, begin }: Filled,
): Feeds {
  const windows = new Int32Array(rows.length * size * size).fill(filler);
  const answers = new Int32Array(rows.length * size).fill(-1);
  for (const [row, { ids, context }] of rows.entries()) {
    for (let at = context; at < ids.length; at++) {
      const place = row * size + at - context;
      const first = Math.max(0, at - size, ids.subarray(0, at).lastIndexOf(begin));
      const seen = ids.subarray(first, at);
      windows.set(seen, (place + 1) * size - seen.length);
      if (ids[at] !== filler && seen.some((token) => token !== filler)) answers[place] = ids[at]!;
    }
  }
  return {
    [textInputs.windows]: { data: windows, shape: [rows.length, size, size] },
    [textInputs.answers]: { data: answers, shape: [rows.length, size] },
  };
}
