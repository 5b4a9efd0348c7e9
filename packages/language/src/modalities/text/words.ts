/** A tokenizer that knows whole words: how texts are divided into them, and which number each has. */

/** Whether texts are lower-cased before their words are looked up. */
export type WordCase = 'keep' | 'lower';

export const wordSplits = {
  treebank: {
    doc: "As the Penn Treebank, and GloVe's texts: punctuation by itself, `don't` as `do` and `n't`.",
  },
  punctuation: { doc: "Words and punctuation, each by itself; `don't` is one word." },
  words: { doc: "Words and numbers alone, as gensim's tools leave them; punctuation is left out." },
} as const;

/** How texts are divided into words. */
export type WordSplit = keyof typeof wordSplits;

export interface WordTokenizer {
  readonly kind: 'words';
  readonly case: WordCase;
  readonly split: WordSplit;
  /** The first has the number {@link firstWord}. */
  readonly words: readonly string[];
}

/** The number of what fills a row up. */
export const padding = 0;
/** The number of every word that is not known. */
export const unknown = 1;
export const firstWord = 2;
