/** The tokens of texts kept in memory, so that later epochs do not read them again. */

/** What a network is fed of a text, without what fills up a row. */
export interface Tokens {
  readonly ids: Int32Array;
  /** Null where all are 0. */
  readonly types: Int32Array | null;
  /** Of each word of a text that is given as words: its first token. */
  readonly places?: Int32Array;
}

export interface TokenCache {
  get(key: string): Tokens | undefined;
  set(key: string, tokens: Tokens): void;
  release(): void;
}

/** What an entry takes beside its numbers, roughly: two typed arrays, the key, and its place in the map. */
const ENTRY_BYTES = 400;

/** Keeps what comes first until `budget` bytes are full, and then keeps that: an epoch visits every text once. */
export function createTokenCache(budget: number): TokenCache {
  const kept = new Map<string, Tokens>();
  let left = budget;
  return {
    get: (key) => kept.get(key),
    set(key, tokens) {
      const bytes =
        ENTRY_BYTES +
        tokens.ids.byteLength +
        (tokens.types?.byteLength ?? 0) +
        (tokens.places?.byteLength ?? 0);
      if (bytes > left || kept.has(key)) return;
      kept.set(key, tokens);
      left -= bytes;
    },
    release() {
      kept.clear();
      left = 0;
    },
  };
}
