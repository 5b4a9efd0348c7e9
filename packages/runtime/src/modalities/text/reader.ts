/** Texts as batches of what a network reads. */
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import type { Feeds } from '../../engines/types.js';
import { sha256 } from '../../files/hash.js';
import type { ItemBatch, Reader, ReaderOptions } from '../modality.js';
import type { TextItem } from './example.js';
import type { TextPreparation } from './preparation.js';
import { createTokenCache, type Tokens } from './token-cache.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import type { Encoding } from './tokenizer/encoding.js';
import type { WordEncoding } from './tokenizer/words.js';

/** A part of the keys of stored features: to be raised where the same files give other tokens, as by another version of the library. */
export const TOKENS_VERSION = 2;

/** Tokens kept in memory between epochs and phases. */
const CACHE_BYTES = 256e6;
/** Texts whose lengths are asked for together: enough for the library's threads, and little memory. */
const TEXTS_AT_ONCE = 256;

/**
 * @param size the greatest number of tokens of a text, special ones included
 * @throws TlpError TLP271, TLP272 of the tokenizer, TLP761 of its library
 */
export function textReader(
  size: number,
  { tokenizer: files, long, filled }: TextPreparation,
  { keeps = false }: ReaderOptions<TextData> = {},
): Reader<TextItem> {
  const tokenizer = createTokenizer(files);
  const cache = createTokenCache(keeps ? CACHE_BYTES : 0);
  const encoded = (items: readonly TextItem[]): Promise<readonly (Encoding & Partial<WordEncoding>)[]> => {
    const words = wordsOf(items);
    if (words) return tokenizer.encodeWords(words, size, long);
    return tokenizer.encode(
      items.map(({ texts }) => texts),
      size,
      long,
    );
  };
  /** In the order of the items. */
  const tokensOf = async (items: readonly TextItem[]): Promise<readonly Tokens[]> => {
    const before = items.map(({ hash }) => (hash === undefined ? undefined : cache.get(hash)));
    const missing = items.filter((_, i) => before[i] === undefined);
    if (missing.length === 0) return before as readonly Tokens[];
    const encodings = await encoded(missing);
    const found = encodings.map(({ ids, types, places }, i): Tokens => {
      const whole = filled ? filledBefore(ids, Math.min(filled.to, size), filled.with) : ids;
      const own = places ? { places: moved(places, whole.length - ids.length) } : {};
      const tokens = { ids: whole, types: types.some((type) => type !== 0) ? types : null, ...own };
      const { hash } = missing[i]!;
      if (hash !== undefined) cache.set(hash, tokens);
      return tokens;
    });
    let next = 0;
    return before.map((tokens) => tokens ?? found[next++]!);
  };
  return {
    key: {
      size,
      tokenizer: sha256(JSON.stringify(files)),
      long,
      tokens: TOKENS_VERSION,
      ...(filled ? { filled } : {}),
    },
    changes: null,
    async *read(items, { batch, order = [...items.keys()] }): AsyncGenerator<ItemBatch> {
      const load = async (first: number): Promise<ItemBatch> => {
        const indices = Uint32Array.from(Array.prototype.slice.call(order, first, first + batch));
        const rows = await tokensOf(Array.from(indices, (index) => items[index]!));
        return { feeds: padded(rows, tokenizer.pad), indices };
      };
      let next = order.length > 0 ? load(0) : null;
      for (let first = batch; next !== null; first += batch) {
        const ready: ItemBatch = await next;
        // One batch ahead, while the network computes. Its failure is met when its turn comes, if it comes.
        next = first < order.length ? load(first) : null;
        next?.catch(() => undefined);
        yield ready;
      }
    },
    async lengths(items) {
      const lengths = new Uint32Array(items.length);
      for (let first = 0; first < items.length; first += TEXTS_AT_ONCE) {
        const some = await tokensOf(items.slice(first, first + TEXTS_AT_ONCE));
        for (const [i, { ids }] of some.entries()) lengths[first + i] = ids.length;
      }
      return lengths;
    },
    async places(items) {
      if (!wordsOf(items)) return undefined;
      const places: Int32Array[] = [];
      for (let first = 0; first < items.length; first += TEXTS_AT_ONCE) {
        const some = await tokensOf(items.slice(first, first + TEXTS_AT_ONCE));
        places.push(...some.map((tokens) => tokens.places ?? new Int32Array()));
      }
      return places;
    },
    // A text that could be opened can be read.
    check: async () => [],
    release: cache.release,
  };
}

/** The words of items that are answered word by word, as all of a kind are. */
function wordsOf(items: readonly TextItem[]): readonly (readonly string[])[] | undefined {
  const words = items.flatMap((item) => (item.words ? [item.words.list] : []));
  return words.length === items.length ? words : undefined;
}

/** At least so many tokens, their own last. */
function filledBefore(ids: Int32Array, least: number, filler: number): Int32Array {
  if (ids.length >= least) return ids;
  const all = new Int32Array(least).fill(filler);
  all.set(ids, least - ids.length);
  return all;
}

/** The places of words before whose tokens so many others were put. */
const moved = (places: Int32Array, by: number): Int32Array =>
  by === 0 ? places : places.map((place) => (place < 0 ? place : place + by));

/** `[rows, tokens of the longest]`, filled up behind the tokens. */
function padded(rows: readonly Tokens[], pad: number): Feeds {
  const longest = rows.reduce((length, { ids }) => Math.max(length, ids.length), 0);
  const shape = [rows.length, longest];
  const [ids, mask, types] = [pad, 0, 0].map((value) => new Int32Array(rows.length * longest).fill(value));
  for (const [row, tokens] of rows.entries()) {
    const at = row * longest;
    ids!.set(tokens.ids, at);
    mask!.fill(1, at, at + tokens.ids.length);
    if (tokens.types) types!.set(tokens.types, at);
  }
  return {
    [textInputs.ids]: { data: ids!, shape },
    [textInputs.mask]: { data: mask!, shape },
    [textInputs.types]: { data: types!, shape },
  };
}
