/** The tokens of texts, or of their windows, kept in memory between epochs. */
import { isWindows, type Long } from '@tlp/language/modalities/text/long.js';
import type { TextItem } from './example.js';
import type { TokenCache, Tokens } from './token-cache.js';
import type { Encoding, Tokenizer } from './tokenizer/tokenizer.js';

export interface TokensWanted {
  readonly tokenizer: Pick<Tokenizer, 'encode' | 'windows'>;
  /** The greatest number of tokens of a text or a window, special ones included. */
  readonly size: number;
  readonly long: Long;
  readonly cache: TokenCache;
}

/** In the order of the items. */
export async function tokensOf(items: readonly TextItem[], wanted: TokensWanted): Promise<readonly Tokens[]> {
  const { cache } = wanted;
  const before = items.map(({ hash }) => (hash === undefined ? undefined : cache.get(hash)));
  const missing = items.filter((_, i) => before[i] === undefined);
  const found = (await encodingsOf(missing, wanted)).map((encoding, i) => keep(cache, missing[i]!, encoding));
  let next = 0;
  return before.map((tokens) => tokens ?? found[next++]!);
}

function keep(cache: TokenCache, { hash }: TextItem, { ids, types }: Encoding): Tokens {
  const tokens = { ids, types: types.some((type) => type !== 0) ? types : null };
  if (hash !== undefined) cache.set(hash, tokens);
  return tokens;
}

async function encodingsOf(
  items: readonly TextItem[],
  { tokenizer, size, long }: TokensWanted,
): Promise<readonly Encoding[]> {
  if (items.length === 0) return [];
  if (!isWindows(long)) {
    return tokenizer.encode(
      items.map(({ texts }) => texts),
      size,
      long,
    );
  }
  const texts = [...new Set(items.map(onlyText))];
  const windows = await tokenizer.windows(
    texts.map((text) => [text]),
    size,
    long,
  );
  const byText = new Map(texts.map((text, i) => [text, windows[i]!]));
  return items.map((item) => byText.get(onlyText(item))![item.window ?? 0]!);
}

const onlyText = ({ texts: [text] }: TextItem): string => text;

/** The windows of each text, as items: those of one window as they are. */
export async function windowsOf<I extends TextItem>(
  items: readonly I[],
  { tokenizer, size, long, cache }: TokensWanted,
): Promise<readonly (readonly I[])[]> {
  if (!isWindows(long)) return items.map((item) => [item]);
  const windows = await tokenizer.windows(
    items.map((item) => [onlyText(item)]),
    size,
    long,
  );
  return items.map((item, i) =>
    windows[i]!.map((encoding, window, all) => {
      const part = all.length === 1 ? item : { ...item, window, ...partHash(item, window) };
      keep(cache, part, encoding);
      return part;
    }),
  );
}

/** A window has features of its own in the store. */
const partHash = ({ hash }: TextItem, window: number) =>
  hash === undefined ? {} : { hash: `${hash}/window${window}` };
