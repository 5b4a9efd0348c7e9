/** Networks that continue texts: they read from left to right. What they keep of a text that they have read differs. */
import type { AttentionOptions } from './attention.js';
import type { GraphBuilder } from './builder.js';
import type { RecurrentStates } from './recurrent.js';
import type { Ref } from './types.js';

export type Continuation = OfAttention | OfStates | OfWindow;

interface Writing {
  /** The token that ends a text, and begins one; null where the network has none. */
  readonly end: number | null;
  /** Tokens that stand for no text, and so are never told: what is not known, what fills up. */
  readonly never: readonly number[];
}

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

/** Keeps the keys and values of every token: a transformer. */
export interface OfAttention extends Writing {
  readonly keeps: 'keys';
  readonly layers: number;
  readonly heads: number;
  /** Channels of a head. */
  readonly size: number;
  /** Tokens of the longest text. */
  readonly positions: number;
  /** The last hidden state of each token, `[batch,tokens,C]`. */
  build(b: GraphBuilder, tokens: TokensAt): Ref;
  /** From states `[…,C]` to logits `[…,vocabulary]`. */
  decode(b: GraphBuilder, states: Ref): Ref;
}

/** Keeps the states behind the last token, of any number of tokens: an LSTM. */
export interface OfStates extends Writing {
  readonly keeps: 'states';
  /** Channels of h and c by layer. */
  readonly units: readonly number[];
  /** From `ids` and `mask`, `[batch,tokens]`, and the states before them to those behind the last token, by layer. */
  build(
    b: GraphBuilder,
    tokens: { readonly ids: Ref; readonly mask: Ref; readonly first: readonly RecurrentStates[] },
  ): readonly RecurrentStates[];
  /** From h of the last layer, `[batch,C]`, to logits `[batch,vocabulary]`. */
  decode(b: GraphBuilder, states: Ref): Ref;
}

/** Keeps the last tokens themselves, and reads all of them for each that follows. */
export interface OfWindow extends Writing {
  readonly keeps: 'window';
  /** Tokens that it reads. */
  readonly tokens: number;
  /** Stands before the tokens where there are fewer. */
  readonly filler: number;
  /** From `ids`, `[batch,tokens]`, to logits `[batch,vocabulary]`. */
  logits(b: GraphBuilder, ids: Ref): Ref;
}

/** The most tokens of a text. */
export const longestText = (network: Continuation): number =>
  network.keeps === 'keys' ? network.positions : Number.POSITIVE_INFINITY;
