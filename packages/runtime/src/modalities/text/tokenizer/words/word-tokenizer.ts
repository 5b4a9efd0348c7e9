/** Texts to the numbers of their words. */
import { firstWord, padding, unknown, type WordTokenizer } from '@tlp/language/modalities/text/words.js';
import type { Encoding } from '../encoding.js';
import type { Texts, Tokenizer } from '../tokenizer.js';
import { keptEnds, keptLengths, type Long } from '../truncation.js';
import { joined } from '../words.js';
import { inCase, lookedUp, wordsOf } from './split.js';

export function wordTokenizer({ case: letters, split, words }: WordTokenizer): Tokenizer {
  const numbers = new Map(words.map((word, i) => [word, firstWord + i]));
  const isKnown = (word: string) => numbers.has(word);
  const numbersIn = (piece: string): readonly number[] =>
    lookedUp(inCase(piece, letters), isKnown).map((word) => numbers.get(word) ?? unknown);
  const numbersOf = (text: string): readonly number[] => wordsOf(text, split).flatMap(numbersIn);
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
      items.map((texts) => encoded(texts, numbersOf, maxTokens, long)),
    encodeWords: async (items, maxTokens, long) =>
      items.map((given) => joined(given.map(numbersIn), nothingAround, maxTokens, long)),
  };
}

const nothingAround = { before: [], after: [], types: { before: [], own: 0, after: [] } };

/** A text without a word has one that is not known, so that its mean is that of something. */
function encoded(
  texts: Texts,
  numbersOf: (text: string) => readonly number[],
  maxTokens: number,
  long: Long,
): Encoding {
  const all = texts.map(numbersOf);
  const wholeLength = all.reduce((sum, { length }) => sum + length, 0);
  if (wholeLength === 0)
    return { ids: Int32Array.of(unknown), types: new Int32Array(1), truncated: false, wholeLength: 1 };
  const lengths = keptLengths(
    all.map(({ length }) => length),
    maxTokens,
  );
  const kept = all.map((numbers, i) => {
    const { head, tail } = keptEnds(lengths[i]!, long);
    return lengths[i]! >= numbers.length
      ? numbers
      : [...numbers.slice(0, head), ...numbers.slice(numbers.length - tail)];
  });
  return {
    ids: Int32Array.from(kept.flat()),
    types: Int32Array.from(kept.flatMap((numbers, text) => numbers.map(() => text))),
    truncated: wholeLength > maxTokens,
    wholeLength,
  };
}
