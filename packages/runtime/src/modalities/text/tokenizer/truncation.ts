/** Which tokens of texts that are too long are kept. */
import type { Long, Windows } from '@tlp/language/modalities/text/long.js';
import { overlapOf, windowCount } from '@tlp/language/modalities/text/long.js';

/** What one row holds of a longer text. */
export type Ends = Exclude<Long, Windows>;

/**
 * How many tokens of each text are kept, as `longest_first` of `utils/truncation.rs` in Hugging Face's tokenizers: only
 * the longer of a pair is cut as long as that is enough, else both to half.
 * @param lengths tokens of each text, one or two
 * @param most tokens of all, without special ones
 */
export function keptLengths(lengths: readonly number[], most: number): readonly number[] {
  const [a, b] = lengths as [number, number | undefined];
  if (b === undefined) return [Math.min(a, most)];
  if (a + b <= most) return [a, b];
  const shorter = Math.min(a, b);
  // Both are longer than half; where the number is odd, the longer one, or of equal ones the second, has one more.
  const [least, rest] =
    shorter <= most && shorter + Math.max(shorter, most - shorter) <= most
      ? [shorter, most - shorter]
      : [Math.floor(most / 2), Math.ceil(most / 2)];
  return a > b ? [rest, least] : [least, rest];
}

/** The end's share of a text that is cut in the middle, as Sun et al. 2019, arXiv:1905.05583: 128 and 382 of 510. */
const HEAD_SHARE = 1 / 4;

/** Tokens kept of the beginning and of the end. */
export function keptEnds(kept: number, long: Ends): { head: number; tail: number } {
  const head = long === 'head' ? kept : Math.ceil(kept * HEAD_SHARE);
  return { head, tail: kept - head };
}

/**
 * The tokens of each window of a text, as `truncate` of `tokenizer/encoding.rs` in Hugging Face's tokenizers divides them: all have
 * as many as there is room for, but for the last, which ends where the text does.
 * @param tokens of the text, without special ones @param room of a window, likewise
 */
export function windowBounds(
  tokens: number,
  room: number,
  windows: Windows,
): readonly { readonly start: number; readonly end: number }[] {
  const step = room - overlapOf(windows, room);
  return Array.from({ length: windowCount(tokens, room, windows) }, (_, i) => ({
    start: i * step,
    end: Math.min(i * step + room, tokens),
  }));
}
