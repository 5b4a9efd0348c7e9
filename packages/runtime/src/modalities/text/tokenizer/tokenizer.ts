/** Texts to the numbers of their tokens, by Hugging Face's library; what is cut of long ones is decided here. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { Windows } from '@tlp/language/modalities/text/long.js';
import type { JsEncoding, Tokenizer as LibraryTokenizer } from 'tokenizers';
import { type Ends, keptEnds, keptLengths, windowBounds } from './truncation.js';

export interface Encoding {
  /** `[tokens]`, special ones included. */
  readonly ids: Int32Array;
  /** `[tokens]`: 0 and 1, which text of a pair a token belongs to, as the network was trained with it. */
  readonly types: Int32Array;
  /** Whether tokens were left out. */
  readonly truncated: boolean;
  /** Tokens that there would be if none were left out. */
  readonly wholeLength: number;
}

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
  /**
   * The windows that texts are read in, in the order of the items; the special tokens are in each.
   * @param maxTokens of each window, special tokens included @throws as {@link Tokenizer.encode}
   */
  windows(
    items: readonly (readonly [string])[],
    maxTokens: number,
    windows: Windows,
  ): Promise<readonly (readonly Encoding[])[]>;
  /** What a row is filled up with. Masks hide it, so it may be any number where the tokenizer names none. */
  readonly pad: number;
  /** One more than the greatest number of a token. */
  size(): number;
  /** A token as the vocabulary writes it; undefined where none has the number. */
  token(id: number): string | undefined;
}

/**
 * @param library whose own truncation and padding are left to the caller, as in Transformers
 * @param damaged the error where the library finds while it reads a text that the tokenizer lacks something
 */
export function tokenizerOf(
  library: LibraryTokenizer,
  pad: number,
  damaged: (cause: unknown) => TlpError,
): Tokenizer {
  library.disableTruncation();
  library.disablePadding();
  return {
    pad,
    size: () => 1 + Object.values(library.getVocab(true)).reduce((most, id) => Math.max(most, id), -1),
    token: (id) => library.idToToken(id) ?? undefined,
    encode: (items, maxTokens, long) => eachOf(items, (whole, texts) => cut(whole, texts, maxTokens, long)),
    windows: (items, maxTokens, windows) => eachOf(items, (whole) => windowsOf(whole, maxTokens, windows)),
  };

  async function eachOf<T>(items: readonly Texts[], made: (whole: JsEncoding, texts: number) => T) {
    const results: T[] = [];
    for (const some of shares(items)) {
      const whole = await encodeWhole(library, some).catch((cause) => {
        throw damaged(cause);
      });
      for (const [i, encoding] of whole.entries()) results.push(made(encoding, some[i]!.length));
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

/** The tokens of some texts, and which text each is of; of none are special ones. */
function partsOf(whole: JsEncoding, texts: number, maxTokens: number) {
  const [ids, types] = [Int32Array.from(whole.getIds()), Int32Array.from(whole.getTypeIds())];
  const origins = whole.getSequenceIds();
  const lengths = Array.from({ length: texts }, () => 0);
  for (const text of origins) if (typeof text === 'number') lengths[text]!++;
  const room = maxTokens - (ids.length - lengths.reduce((sum, length) => sum + length, 0));
  if (room < 0) throw new RangeError(`${maxTokens} tokens are less than the special ones.`);
  return { ids, types, origins, lengths, room };
}

function cut(whole: JsEncoding, texts: number, maxTokens: number, long: Ends): Encoding {
  const wholeLength = whole.getLength();
  if (wholeLength <= maxTokens) return uncut(whole);
  const { ids, types, origins, lengths, room } = partsOf(whole, texts, maxTokens);
  const ends = keptLengths(lengths, room).map((kept) => keptEnds(kept, long));
  const places = lengths.map(() => 0);
  const isKept = origins.map((text) => {
    if (typeof text !== 'number') return true;
    const place = places[text]!++;
    return place < ends[text]!.head || place >= lengths[text]! - ends[text]!.tail;
  });
  const kept = (values: Int32Array) => values.filter((_, i) => isKept[i]);
  return { ids: kept(ids), types: kept(types), truncated: true, wholeLength };
}

function uncut(whole: JsEncoding): Encoding {
  const [ids, types] = [Int32Array.from(whole.getIds()), Int32Array.from(whole.getTypeIds())];
  return { ids, types, truncated: false, wholeLength: ids.length };
}

function windowsOf(whole: JsEncoding, maxTokens: number, windows: Windows): readonly Encoding[] {
  const wholeLength = whole.getLength();
  if (wholeLength <= maxTokens) return [uncut(whole)];
  const { ids, types, origins, lengths, room } = partsOf(whole, 1, maxTokens);
  if (room === 0) throw new RangeError(`${maxTokens} tokens leave none for the text.`);
  // The text stands between the special tokens.
  const first = origins.findIndex((text) => typeof text === 'number');
  return windowBounds(lengths[0]!, room, windows).map(({ start, end }) => {
    const isKept = (i: number) => typeof origins[i] !== 'number' || (i >= first + start && i < first + end);
    const kept = (values: Int32Array) => values.filter((_, i) => isKept(i));
    return { ids: kept(ids), types: kept(types), truncated: true, wholeLength };
  });
}
