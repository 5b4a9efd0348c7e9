/** How a text becomes what a network reads: pieces of words by their numbers. */
export interface TextPreprocessing {
  /** Absolute path of the folder with the tokenizer's files, as Hugging Face names them; or their texts by these names. */
  readonly tokenizer: string | Readonly<Record<string, string>>;
  /**
   * Texts of fewer tokens are filled up to so many before their first one, and what fills them up is read like any token: the
   * network was trained so. Absent where they are not.
   */
  readonly filled?: { readonly to: number; readonly with: number };
}

/** What networks are fed with, each int32 `[batch,tokens]`. */
export const textInputs = {
  /** Numbers of the pieces in the vocabulary. */
  ids: 'ids',
  /** 1 for a token, 0 for what fills a row up. */
  mask: 'mask',
  /** 0 for the first text of a pair, 1 for the second. */
  types: 'types',
} as const;
