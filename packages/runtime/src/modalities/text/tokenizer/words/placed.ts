/** Where the words of a text stand in it. */
import type { WordSplit } from '@tlp/language/modalities/text/words.js';
import { wordsIn } from './split.js';

export interface PlacedWord {
  /** As {@link wordsIn} gives it. */
  readonly piece: string;
  /** Where it begins and ends, as JavaScript counts characters. */
  readonly start: number;
  readonly end: number;
}

export function placedWordsOf(text: string, split: WordSplit): readonly PlacedWord[] {
  const bounds = boundsOf(text);
  return [...wordsIn(text, split)].map(({ piece, at }) => ({
    piece,
    start: bounds(at).start,
    end: bounds(at + piece.length - 1).end,
  }));
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** What Unicode composes: a character with its marks, the parts of a Korean syllable, those of a Kirat Rai vowel. */
const composed = /[\u1100-\u11ff\uac00-\ud7a3\u{16d63}-\u{16d6a}]+\p{M}*|\P{M}\p{M}*|\p{M}+/gu;

/** From a place in the text in Unicode's composed form to that in the text itself: to all that was composed. */
function boundsOf(text: string): (at: number) => Bounds {
  if (text.normalize('NFC') === text) return (at) => ({ start: at, end: at + 1 });
  const bounds = [...text.matchAll(composed)].flatMap(({ 0: part, index }) => {
    const one = { start: index, end: index + part.length };
    return Array.from({ length: part.normalize('NFC').length }, () => one);
  });
  return (at) => bounds[at]!;
}
