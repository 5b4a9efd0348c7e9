/** A network that continues texts: it reads from left to right. */
import type { AttentionOptions } from './attention.js';
import type { GraphBuilder } from './builder.js';
import type { Ref } from './types.js';

/** What a network is built of for tokens that stand anywhere in a text. */
export interface TokensAt {
  /** int32 `[batch,tokens]`. */
  readonly ids: Ref;
  /** Of the tokens, int32 `[tokens]`. */
  readonly at: Ref;
  /** Added to the scores of attention. */
  readonly added: readonly Ref[];
  /** What is attended to in a layer, of the keys and values of these tokens; they themselves where it is left out. */
  readonly attended?: (layer: number) => AttentionOptions['attended'];
}

export interface Continuation {
  readonly layers: number;
  readonly heads: number;
  /** Channels of a head. */
  readonly size: number;
  /** Tokens of the longest text. */
  readonly positions: number;
  /** The token that ends a text, and begins one; null where the network has none. */
  readonly end: number | null;
  /** The last hidden state of each token, `[batch,tokens,C]`. */
  build(b: GraphBuilder, tokens: TokensAt): Ref;
  /** From states `[…,C]` to logits `[…,vocabulary]`. */
  decode(b: GraphBuilder, states: Ref): Ref;
}
