/** The tokens of texts, or of their windows, kept in memory between epochs. */
import { isWindows, type Long } from '@tlp/language/modalities/text/long.js';
import type { TextItem } from './example.js';
import type { TextPreparation } from './preparation.js';
import type { TokenCache, Tokens } from './token-cache.js';
import type { Encoding } from './tokenizer/encoding.js';
import type { Tokenizer } from './tokenizer/tokenizer.js';
import type { WordEncoding } from './tokenizer/words.js';

type ReadItem = Pick<TextItem, 'texts' | 'words' | 'window'>;

interface EncodingsWanted {
  readonly tokenizer: Pick<Tokenizer, 'encode' | 'encodeWords' | 'windows'>;
  /** The greatest number of tokens of a text or a window, special ones included. */
  readonly size: number;
  readonly long: Long;
}

export interface TokensWanted extends EncodingsWanted {
  readonly filled: TextPreparation['filled'];
  readonly cache: TokenCache;
}

/** In the order of the items. */
export async function tokensOf(items: readonly TextItem[], wanted: TokensWanted): Promise<readonly Tokens[]> {
  if (items.every(({ block }) => block)) return items.map(({ block }) => ({ ids: block!, types: null }));
  const before = items.map(({ hash }) => (hash === undefined ? undefined : wanted.cache.get(hash)));
  const missing = items.filter((_, i) => before[i] === undefined);
  const found = (await encodingsOf(missing, wanted)).map((encoding, i) =>
    keep(wanted, missing[i]!, encoding),
  );
  let next = 0;
  return before.map((tokens) => tokens ?? found[next++]!);
}

type Encoded = Encoding & Partial<WordEncoding>;

function keep(
  { cache, filled, size }: TokensWanted,
  { hash }: TextItem,
  { ids, types, places }: Encoded,
): Tokens {
  const whole = filled ? filledBefore(ids, Math.min(filled.to, size), filled.with) : ids;
  const own = places ? { places: moved(places, whole.length - ids.length) } : {};
  const tokens = { ids: whole, types: types.some((type) => type !== 0) ? types : null, ...own };
  if (hash !== undefined) cache.set(hash, tokens);
  return tokens;
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

/** The same without a memory. */
export async function encodingsOf(
  items: readonly ReadItem[],
  { tokenizer, size, long }: EncodingsWanted,
): Promise<readonly Encoded[]> {
  if (items.length === 0) return [];
  const words = wordsOf(items);
  if (!isWindows(long)) {
    if (words) return tokenizer.encodeWords(words, size, long);
    return tokenizer.encode(
      items.map(({ texts }) => texts),
      size,
      long,
    );
  }
  if (words) throw new Error('What is given word by word has no windows.');
  const texts = [...new Set(items.map(onlyText))];
  const windows = await tokenizer.windows(
    texts.map((text) => [text]),
    size,
    long,
  );
  const byText = new Map(texts.map((text, i) => [text, windows[i]!]));
  return items.map((item) => byText.get(onlyText(item))![item.window ?? 0]!);
}

/** The words of items that are answered word by word, as all of a kind are. */
export function wordsOf(items: readonly ReadItem[]): readonly (readonly string[])[] | undefined {
  const words = items.flatMap((item) => (item.words ? [item.words.list] : []));
  return words.length === items.length ? words : undefined;
}

const onlyText = ({ texts: [text] }: ReadItem): string => text;

/** The windows of each text, as items: those of one window as they are. */
export async function windowsOf<I extends TextItem>(
  items: readonly I[],
  wanted: TokensWanted,
): Promise<readonly (readonly I[])[]> {
  const { tokenizer, size, long } = wanted;
  if (!isWindows(long)) return items.map((item) => [item]);
  const windows = await tokenizer.windows(
    items.map((item) => [onlyText(item)]),
    size,
    long,
  );
  return items.map((item, i) =>
    windows[i]!.map((encoding, window, all) => {
      const part = all.length === 1 ? item : { ...item, window, ...partHash(item, window) };
      keep(wanted, part, encoding);
      return part;
    }),
  );
}

/** A window has features of its own in the store. */
const partHash = ({ hash }: TextItem, window: number) =>
  hash === undefined ? {} : { hash: `${hash}/window${window}` };
