/**
 * Texts divided into words, numbers and punctuation. Close to the tokenizers behind published vectors, not the same: Stanford's,
 * with which GloVe's texts were divided, has two hundred rules. Languages that write no spaces between words are not divided.
 */
import type { WordCase, WordSplit, WordTokenizer } from '@tlp/language/modalities/text/words.js';

/** Letters with their marks, and digits; joiners hold letters of a word together in Persian and Indic scripts. */
const letter = String.raw`[\p{L}\p{M}\p{N}_]`;
const run = `[\\p{L}\\p{N}_](?:[\\u200c\\u200d]?${letter})*`;

/** `1,000.50`, `12:30`, `1/2`. */
const number = String.raw`\p{N}+(?:[.,:/]\p{N}+)+(?!${letter})`;
/** `don't`, `state-of-the-art`. */
const word = `${run}(?:['\\u2010-]${run})*`;
/** `U.S.`, `e.g.` */
const initials = String.raw`(?<!${letter})(?:\p{L}\.){2,}`;
/** One of several code points is a pictograph with its skin tone, or several that are joined. */
const pictograph = String.raw`\p{Extended_Pictographic}(?:[\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d\p{Extended_Pictographic})*`;
const mark = String.raw`\.{3}|--|${pictograph}|[^\s\p{Cc}\p{Cf}\ufe0e\ufe0f]`;
/** What the Penn Treebank parts from a verb or a noun, where a text has done so already. */
const clitic = `'(?:[sSdDmM]|[rRvV][eE]|[lL][lL])(?!${letter})`;

const patterns: Readonly<Record<WordSplit, RegExp>> = {
  treebank: new RegExp(`${initials}|${number}|${word}|${clitic}|${mark}`, 'gu'),
  punctuation: new RegExp(`${initials}|${number}|${word}|${mark}`, 'gu'),
  words: new RegExp(`${number}|${word}`, 'gu'),
};

/** As the text has them, in Unicode's composed form, with straight apostrophes. */
export function wordsOf(text: string, split: WordSplit): readonly string[] {
  const found = plainOf(text).match(patterns[split]) ?? [];
  return split === 'treebank' ? found.flatMap(withoutClitics) : found;
}

const plainOf = (text: string): string => text.normalize('NFC').replaceAll(/[\u2019\u02bc]/g, "'");

/** The same words with their places in the composed text. */
export function* wordsIn(
  text: string,
  split: WordSplit,
): Generator<{ readonly piece: string; readonly at: number }> {
  for (const { 0: found, index } of plainOf(text).matchAll(patterns[split])) {
    let at = index;
    for (const piece of split === 'treebank' ? withoutClitics(found) : [found]) {
      yield { piece, at };
      at += piece.length;
    }
  }
}

/** `shouldn't've` as `should`, `n't` and `'ve`. */
function withoutClitics(piece: string): readonly string[] {
  if (!piece.includes("'")) return [piece];
  const [, stem, rest] = /^(.+)(n't|'(?:s|re|ve|ll|d|m))$/i.exec(piece) ?? [];
  return stem === undefined || rest === undefined ? [piece] : [...withoutClitics(stem), rest];
}

export const inCase = (piece: string, letters: WordCase): string =>
  letters === 'lower' ? piece.toLowerCase().normalize('NFC') : piece;

/** The parts of a compound, which stand for it where it is no word itself; itself where it is none. */
export function partsOf(piece: string): readonly string[] {
  const parts = piece.split(/['\u2010.,:/-]/).filter((part) => part !== '');
  return parts.length > 1 ? parts : [piece];
}

/** What stands for a piece in a text: it, or what is known of its parts. @param isKnown of a word in the right case */
export function lookedUp(piece: string, isKnown: (word: string) => boolean): readonly string[] {
  if (isKnown(piece)) return [piece];
  const parts = partsOf(piece);
  return parts.some(isKnown) ? parts : [piece];
}

export type WordReading = Pick<WordTokenizer, 'case' | 'split'>;
