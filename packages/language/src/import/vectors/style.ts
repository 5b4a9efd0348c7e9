/** How the words of a file are written, so that texts are divided into such words. Told by its most frequent words. */
import type { WordCase, WordSplit } from '../../modalities/text/words.js';

export interface WordStyle {
  readonly case: WordCase;
  readonly split: WordSplit;
}

/**
 * Without capitals, texts are lower-cased. Where `n't` is a word, the vectors were trained on texts that were divided as the Penn
 * Treebank is, as GloVe's were; where a period is none, on texts without punctuation, as gensim's tools leave them.
 */
export function styleOf(words: readonly string[]): WordStyle {
  const known = new Set(words);
  const cased = words.some((word) => !isMark(word) && word !== word.toLowerCase());
  const split =
    known.has("n't") || known.has("'s")
      ? 'treebank'
      : known.has('.') || known.has(',')
        ? 'punctuation'
        : 'words';
  return { case: cased ? 'keep' : 'lower', split };
}

/** Words that stand for something else: `<unk>`, `</s>`, `[PAD]`, `UNK`. */
const isMark = (word: string): boolean => /^(<.*>|\[.*\]|UNK|PAD|UNKNOWN|OOV)$/.test(word);
