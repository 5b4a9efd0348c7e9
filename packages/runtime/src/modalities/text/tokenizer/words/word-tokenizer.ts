/** Texts to the numbers of their words. */
import type { Long } from '@tlp/language/modalities/text/long.js';
import { firstWord, padding, unknown, type WordTokenizer } from '@tlp/language/modalities/text/words.js';
import type { Encoding, Place } from '../encoding.js';
import { keptRows } from '../kept-rows.js';
import type { Tokenizer } from '../tokenizer.js';
import { joined } from '../words.js';
import { placedWordsOf } from './placed.js';
import { inCase, lookedUp, wordsOf } from './split.js';

export function wordTokenizer({ case: letters, split, words }: WordTokenizer): Tokenizer {
  const numbers = new Map(words.map((word, i) => [word, firstWord + i]));
  const isKnown = (word: string) => numbers.has(word);
  const numbersIn = (piece: string): readonly number[] =>
    lookedUp(inCase(piece, letters), isKnown).map((word) => numbers.get(word) ?? unknown);
  const numbersOf = (text: string): readonly number[] => wordsOf(text, split).flatMap(numbersIn);
  const placesOf = (own: string, text: number): readonly NonNullable<Place>[] =>
    placedWordsOf(own, split).flatMap(({ piece, start, end }, word) =>
      numbersIn(piece).map(() => ({ text, word, start, end })),
    );
  const token = (id: number): string | undefined =>
    id === padding ? '<pad>' : id === unknown ? '<unk>' : words[id - firstWord];
  return {
    pad: padding,
    size: () => firstWord + words.length,
    special: new Set([padding, unknown]),
    mask: undefined,
    token,
    // Whatever stood between the words is not known any more.
    decode: async (ids) => ids.flatMap((id) => words[id - firstWord] ?? []).join(' '),
    encode: async (items, maxTokens, long) =>
      items.map((texts) => encoded(texts.map(numbersOf), maxTokens, long)[0]!),
    windows: async (items, maxTokens, windows) =>
      items.map((texts) => encoded(texts.map(numbersOf), maxTokens, windows)),
    places: async (items, maxTokens, long) =>
      items.map((texts) => placed(texts.map(placesOf), maxTokens, long)),
    encodeWords: async (items, maxTokens, long) =>
      items.map((given) => joined(given.map(numbersIn), nothingAround, maxTokens, long)),
  };
}

const nothingAround = { before: [], after: [], types: { before: [], own: 0, after: [] } };

/** What a row of a text holds, or several rows. A text without a word has one that is not known, so that its mean is that of something. */
function encoded(
  numbers: readonly (readonly number[])[],
  maxTokens: number,
  long: Long,
): readonly Encoding[] {
  const ids = numbers.flat();
  const types = numbers.flatMap((own, text) => own.map(() => text));
  if (ids.length === 0) return encoded([[unknown]], maxTokens, long);
  return keptRows({ length: ids.length, origins: () => types }, numbers.length, maxTokens, long).map(
    (row) => ({
      ids: Int32Array.from(row, (place) => ids[place]!),
      types: Int32Array.from(row, (place) => types[place]!),
      truncated: ids.length > maxTokens,
      wholeLength: ids.length,
    }),
  );
}

/** The word that is not known of an empty text stands nowhere. */
function placed(
  texts: readonly (readonly NonNullable<Place>[])[],
  maxTokens: number,
  long: Long,
): readonly (readonly Place[])[] {
  const places = texts.flat();
  if (places.length === 0) return [[null]];
  const origins = () => places.map(({ text }) => text);
  return keptRows({ length: places.length, origins }, texts.length, maxTokens, long).map((row) =>
    row.map((place) => places[place]!),
  );
}
