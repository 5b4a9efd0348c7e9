/** A text as the numbers of its tokens. */
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

/** Of a token in a text; null of special tokens. */
export type Place = {
  /** 0, or 1 for the second text of a pair. */
  readonly text: number;
  /** The number of the word in the text that it is a piece of. */
  readonly word: number;
  /** Where it begins and ends, as JavaScript counts characters. */
  readonly start: number;
  readonly end: number;
} | null;
