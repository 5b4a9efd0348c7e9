/** Texts as batches of what a network reads. */
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { isWindows } from '@tlp/language/modalities/text/long.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { batchStarts, mapAhead } from '../../data/ahead.js';
import type { Feeds } from '../../engines/types.js';
import { sha256 } from '../../files/hash.js';
import type { ItemBatch, Reader, ReaderOptions } from '../modality.js';
import { answerFeeds, tellerOf } from './answers.js';
import { blocksOf } from './blocks.js';
import type { TextItem } from './example.js';
import type { TextPreparation } from './preparation.js';
import { someAtOnce } from './some-at-once.js';
import { createTokenCache, type Tokens } from './token-cache.js';
import { createTokenizer } from './tokenizer/create-tokenizer.js';
import { tokensOf, windowsOf, wordsOf } from './tokens-of.js';
import { windowFeeds } from './window-feeds.js';

/** A part of the keys of stored features: to be raised where the same files give other tokens, as by another version of the library. */
export const TOKENS_VERSION = 2;

/** Tokens kept in memory between epochs and phases. */
const CACHE_BYTES = 256e6;

/**
 * @param size the greatest number of tokens of a text, special ones included
 * @throws TlpError TLP271, TLP272 of the tokenizer, TLP761 of its library
 */
export function textReader(
  size: number,
  { tokenizer: files, long, next, filled }: TextPreparation,
  { keeps = false }: ReaderOptions<TextData> = {},
): Reader<TextItem> {
  const tokenizer = createTokenizer(files);
  const windowed = next === 'word' ? filled : undefined;
  const tell = next && !windowed && tellerOf(next, tokenizer);
  const cache = createTokenCache(keeps ? CACHE_BYTES : 0);
  const wanted = { tokenizer, size, long, filled, cache };
  return {
    key: {
      size,
      tokenizer: sha256(JSON.stringify(files)),
      long,
      tokens: TOKENS_VERSION,
      ...(next && { next }),
      ...(filled ? { filled } : {}),
    },
    changes: next === 'masked' ? next : null,
    async *read(items, { batch, order = [...items.keys()], changeBy }): AsyncGenerator<ItemBatch> {
      const load = async (first: number): Promise<ItemBatch> => {
        const indices = Uint32Array.from(Array.prototype.slice.call(order, first, first + batch));
        const asked = Array.from(indices, (index) => items[index]!);
        const tokens = await tokensOf(asked, wanted);
        if (windowed) {
          const rows = tokens.map(({ ids }, i) => ({ ids, context: asked[i]!.context ?? 0 }));
          return { feeds: windowFeeds(rows, size, windowed), indices };
        }
        if (!tell) return { feeds: padded(tokens, tokenizer.pad), indices };
        const told = tokens.map(({ ids }, i) => {
          const item = asked[i]!;
          return tell(ids, changeBy?.(item, first + i) ?? [item.hash ?? item.id]);
        });
        const rows = tokens.map((own, i) => ({ ...own, ids: told[i]!.ids }));
        const feeds = padded(rows, tokenizer.pad);
        const longest = feeds[textInputs.ids]!.shape[1]!;
        return { feeds: { ...feeds, ...answerFeeds(next!, told, longest) }, indices };
      };
      // One batch ahead, while the network computes.
      yield* mapAhead(batchStarts(order.length, batch), 1, load);
    },
    async lengths(items) {
      const lengths: number[] = [];
      for (const some of someAtOnce(items)) {
        lengths.push(...(await tokensOf(some, wanted)).map(({ ids }) => ids.length));
      }
      return Uint32Array.from(lengths);
    },
    async places(items) {
      if (!wordsOf(items)) return undefined;
      const places: Int32Array[] = [];
      for (const some of someAtOnce(items)) {
        places.push(...(await tokensOf(some, wanted)).map((tokens) => tokens.places ?? new Int32Array()));
      }
      return places;
    },
    ...(isWindows(long) && !next
      ? {
          async parts<I extends TextItem>(items: readonly I[]) {
            const parts: (readonly I[])[] = [];
            for (const some of someAtOnce(items)) parts.push(...(await windowsOf(some, wanted)));
            return parts;
          },
        }
      : {}),
    ...(next && { joined: (items) => blocksOf(items, tokenizer, size, windowed ? size : 0) }),
    // A text that could be opened can be read.
    check: async () => [],
    release: cache.release,
  };
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
