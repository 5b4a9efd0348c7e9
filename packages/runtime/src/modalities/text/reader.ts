/** Texts as batches of what a network reads. */
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import type { Feeds } from '../../engines/types.js';
import { sha256 } from '../../files/hash.js';
import type { ItemBatch, Reader, ReaderOptions } from '../modality.js';
import { type Told, tellerOf } from './answers.js';
import { blocksOf } from './blocks.js';
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
  { tokenizer: files, long, next }: TextPreparation,
  { keeps = false }: ReaderOptions<TextData> = {},
): Reader<TextItem> {
  const tokenizer = createTokenizer(files);
  const tell = next && tellerOf(next, tokenizer);
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
    if (items.every(({ block }) => block)) return items.map(({ block }) => ({ ids: block!, types: null }));
    const before = items.map(({ hash }) => (hash === undefined ? undefined : cache.get(hash)));
    const missing = items.filter((_, i) => before[i] === undefined);
    if (missing.length === 0) return before as readonly Tokens[];
    const encodings = await encoded(missing);
    const found = encodings.map(({ ids, types, places }, i): Tokens => {
      const own = places ? { places } : {};
      const tokens = { ids, types: types.some((type) => type !== 0) ? types : null, ...own };
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
      ...(next && { next }),
    },
    changes: next === 'masked' ? next : null,
    async *read(items, { batch, order = [...items.keys()], changeBy }): AsyncGenerator<ItemBatch> {
      const load = async (first: number): Promise<ItemBatch> => {
        const indices = Uint32Array.from(Array.prototype.slice.call(order, first, first + batch));
        const wanted = Array.from(indices, (index) => items[index]!);
        const tokens = await tokensOf(wanted);
        if (!tell) return { feeds: padded(tokens, tokenizer.pad), indices };
        const told = tokens.map(({ ids }, i) => {
          const item = wanted[i]!;
          return tell(ids, changeBy?.(item, first + i) ?? [item.hash ?? item.id]);
        });
        const rows = tokens.map((own, i) => ({ ...own, ids: told[i]!.ids }));
        const feeds = padded(rows, tokenizer.pad);
        return { feeds: { ...feeds, [textInputs.answers]: answersOf(told, feeds) }, indices };
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
    ...(next && { joined: (items) => blocksOf(items, tokenizer, size) }),
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

/** `[rows, tokens of the longest]`: nothing is to be told of what fills up. */
function answersOf(told: readonly Told[], feeds: Feeds): Feeds[string] {
  const { shape } = feeds[textInputs.ids]!;
  const [rows = 0, longest = 0] = shape;
  const data = new Int32Array(rows * longest).fill(-1);
  for (const [row, { answers }] of told.entries()) data.set(answers, row * longest);
  return { data, shape };
}

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
