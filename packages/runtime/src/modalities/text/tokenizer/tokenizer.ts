/** Texts to the numbers of their tokens, by Hugging Face's library; what is cut of long ones is decided here. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { Long, Windows } from '@tlp/language/modalities/text/long.js';
import type { JsEncoding, Tokenizer as LibraryTokenizer } from 'tokenizers';
import type { Encoding, Place } from './encoding.js';
import { type Divided, keptRows } from './kept-rows.js';
import type { Ends } from './truncation.js';
import { type WordEncoding, wordEncoder } from './words.js';

/** A text, or the two texts of a pair. */
export type Texts = readonly [string] | readonly [string, string];

export interface Tokenizer {
  /**
   * Off the thread, in the order of the items.
   * @param maxTokens of each result, special tokens included, which are never left out
   * @param long what is kept of longer texts: of pairs, `longest_first` decides how much of each
   * @throws RangeError where the special tokens alone are more than `maxTokens`; TlpError TLP271
   */
  encode(items: readonly Texts[], maxTokens: number, long: Ends): Promise<readonly Encoding[]>;
  /** The same of texts that are given as words, each divided by itself. @throws as {@link Tokenizer.encode} */
  encodeWords(
    items: readonly (readonly string[])[],
    maxTokens: number,
    long: Ends,
  ): Promise<readonly WordEncoding[]>;
  /**
   * The windows that texts are read in, in the order of the items; the special tokens are in each.
   * @param maxTokens of each window, special tokens included @throws as {@link Tokenizer.encode}
   */
  windows(
    items: readonly (readonly [string])[],
    maxTokens: number,
    windows: Windows,
  ): Promise<readonly (readonly Encoding[])[]>;
  /** Where the tokens of each row stand in the texts, in the order of the items. @throws as {@link Tokenizer.encode} */
  places(
    items: readonly Texts[],
    maxTokens: number,
    long: Long,
  ): Promise<readonly (readonly (readonly Place[])[])[]>;
  /** What a row is filled up with. Masks hide it, so it may be any number where the tokenizer names none. */
  readonly pad: number;
  /** One more than the greatest number of a token. */
  size(): number;
  /** Numbers of tokens that stand for no text: the class token, what fills up. */
  readonly special: ReadonlySet<number>;
  /** What hides a token from a network that is to tell it; absent where the tokenizer has none. */
  readonly mask: number | undefined;
  /** The text of tokens, special ones left out. */
  decode(ids: readonly number[]): Promise<string>;
  /** A token as the vocabulary writes it; undefined where none has the number. */
  token(id: number): string | undefined;
}

/**
 * @param library whose own truncation and padding are left to the caller, as in Transformers
 * @param forWords the one that divides words; the same where it is left out
 * @param damaged the error where the library finds while it reads a text that the tokenizer lacks something
 */
export function tokenizerOf(
  library: LibraryTokenizer,
  { pad, special = new Set(), mask }: { readonly pad: number } & Partial<Pick<Tokenizer, 'special' | 'mask'>>,
  damaged: (cause: unknown) => TlpError,
  forWords: () => LibraryTokenizer = () => library,
): Tokenizer {
  library.disableTruncation();
  library.disablePadding();
  let encodeWords: Tokenizer['encodeWords'] | undefined;
  return {
    pad,
    special,
    mask,
    decode: (ids) => library.decode([...ids], true),
    size: () => 1 + Object.values(library.getVocab(true)).reduce((most, id) => Math.max(most, id), -1),
    token: (id) => library.idToToken(id) ?? undefined,
    encodeWords(...asked) {
      encodeWords ??= wordEncoder(forWords(), damaged);
      return encodeWords(...asked);
    },
    encode: (items, maxTokens, long) =>
      eachOf(items, (whole, { length }) => rowsOf(whole, length, maxTokens, long)[0]!),
    windows: (items, maxTokens, windows) => eachOf(items, (whole) => rowsOf(whole, 1, maxTokens, windows)),
    places: (items, maxTokens, long) =>
      eachOf(items, (whole, texts) => placedIn(whole, texts, maxTokens, long)),
  };

  async function eachOf<T>(items: readonly Texts[], made: (whole: JsEncoding, texts: Texts) => T) {
    const results: T[] = [];
    for (const some of shares(items)) {
      const whole = await encodeWhole(library, some).catch((cause) => {
        throw damaged(cause);
      });
      for (const [i, encoding] of whole.entries()) results.push(made(encoding, some[i]!));
    }
    return results;
  }
}

/** Of the texts that the library reads at once: it takes about 150 bytes for each meanwhile. */
const CHARACTERS_AT_ONCE = 5e5;

/** Neighbors together, up to {@link CHARACTERS_AT_ONCE}; a longer one alone. */
function* shares(items: readonly Texts[]): Generator<readonly Texts[]> {
  let [first, characters] = [0, 0];
  for (const [i, texts] of items.entries()) {
    const own = texts.reduce((sum, text) => sum + text.length, 0);
    if (i > first && characters + own > CHARACTERS_AT_ONCE) {
      yield items.slice(first, i);
      [first, characters] = [i, 0];
    }
    characters += own;
  }
  if (first < items.length) yield items.slice(first);
}

/** The library's batches hold no pairs. */
const encodeWhole = (library: LibraryTokenizer, items: readonly Texts[]): Promise<readonly JsEncoding[]> =>
  items.every(({ length }) => length === 1)
    ? library.encodeBatch(items.map(([text]) => text))
    : Promise.all(items.map(([text, other]) => library.encode(text, other ?? null)));

const divided = (whole: JsEncoding): Divided => ({
  length: whole.getLength(),
  origins: () => whole.getSequenceIds().map((text) => (typeof text === 'number' ? text : null)),
});

function rowsOf(whole: JsEncoding, texts: number, maxTokens: number, long: Long): readonly Encoding[] {
  const [ids, types, wholeLength] = [whole.getIds(), whole.getTypeIds(), whole.getLength()];
  return keptRows(divided(whole), texts, maxTokens, long).map((places) => ({
    ids: Int32Array.from(places, (place) => ids[place]!),
    types: Int32Array.from(places, (place) => types[place]!),
    truncated: wholeLength > maxTokens,
    wholeLength,
  }));
}

function placedIn(
  whole: JsEncoding,
  texts: Texts,
  maxTokens: number,
  long: Long,
): readonly (readonly Place[])[] {
  const [offsets, words, origins] = [whole.getOffsets(), whole.getWordIds(), whole.getSequenceIds()];
  const indices = texts.map(codePointIndices);
  return keptRows(divided(whole), texts.length, maxTokens, long).map((places) =>
    places.map((place): Place => {
      const text = origins[place];
      if (typeof text !== 'number') return null;
      const [start, end] = offsets[place]!.map((point) => indices[text]![point]!);
      return { text, word: words[place] ?? place, start: start!, end: end! };
    }),
  );
}

/** The library counts code points: where each begins in JavaScript's text, and the end. */
function codePointIndices(text: string): readonly number[] {
  const indices: number[] = [];
  let at = 0;
  for (const point of text) {
    indices.push(at);
    at += point.length;
  }
  return [...indices, at];
}
