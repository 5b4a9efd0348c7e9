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
