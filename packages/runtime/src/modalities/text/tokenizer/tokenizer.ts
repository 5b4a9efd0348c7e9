/** Texts to the numbers of their tokens, by Hugging Face's library; what is cut of long ones is decided here. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { JsEncoding, Tokenizer as LibraryTokenizer } from 'tokenizers';
import type { Encoding } from './encoding.js';
import { keptEnds, keptLengths, type Long } from './truncation.js';
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
  encode(items: readonly Texts[], maxTokens: number, long: Long): Promise<readonly Encoding[]>;
  /** The same of texts that are given as words, each divided by itself. @throws as `encode` does */
  encodeWords(
    items: readonly (readonly string[])[],
    maxTokens: number,
    long: Long,
  ): Promise<readonly WordEncoding[]>;
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
    async encode(items, maxTokens, long) {
      const encodings: Encoding[] = [];
      for (const some of shares(items)) {
        const whole = await encodeWhole(library, some).catch((cause) => {
          throw damaged(cause);
        });
        for (const [i, encoding] of whole.entries()) {
          encodings.push(cut(encoding, some[i]!.length, maxTokens, long));
        }
      }
      return encodings;
    },
  };
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

function cut(whole: JsEncoding, texts: number, maxTokens: number, long: Long): Encoding {
  const [ids, types] = [Int32Array.from(whole.getIds()), Int32Array.from(whole.getTypeIds())];
  const wholeLength = ids.length;
  if (wholeLength <= maxTokens) return { ids, types, truncated: false, wholeLength };
  // Which text each token is of; of none are special ones.
  const origins = whole.getSequenceIds();
  const lengths = Array.from({ length: texts }, () => 0);
  for (const text of origins) if (typeof text === 'number') lengths[text]!++;
  const special = wholeLength - lengths.reduce((sum, length) => sum + length, 0);
  if (special > maxTokens) throw new RangeError(`${maxTokens} tokens are less than the special ones.`);
  const ends = keptLengths(lengths, maxTokens - special).map((kept) => keptEnds(kept, long));
  const places = lengths.map(() => 0);
  const isKept = origins.map((text) => {
    if (typeof text !== 'number') return true;
    const place = places[text]!++;
    return place < ends[text]!.head || place >= lengths[text]! - ends[text]!.tail;
  });
  const kept = (values: Int32Array) => values.filter((_, i) => isKept[i]);
  return { ids: kept(ids), types: kept(types), truncated: true, wholeLength };
}
