/** Vectors of words as a backbone: one table, in which the words of a text are looked up. */
import type { Backbone } from '../../backbones/card.js';
import { embedding } from '../../graph/layers.js';
import { int32 } from '../../graph/shape.js';
import { type TextPreprocessing, textInputs } from '../../modalities/text/preprocessing.js';
import { firstWord } from '../../modalities/text/words.js';
import { count, counted } from '../../quantities.js';
import { usualWords, type VectorFile } from '../../schema/vector-files.js';
import type { VectorHeader } from './format.js';
import type { VectorsHead } from './open.js';
import type { WordStyle } from './style.js';

/** Words of a text, where nothing else is said. */
const usualLength = 200;
const longestText = 65_536;

export const vectorsBlock = 'embeddings';
export const vectorsTable = 'word_embeddings/embeddings';

/** The words that a model keeps of a file. */
export interface ChosenWords {
  /** In the order of their rows, which begin at {@link firstWord}. */
  readonly words: readonly string[];
  /** `[firstWord + words, width]`: padding and what is not known are zeros. */
  readonly table: Float32Array;
}

export interface VectorsBackbone extends Backbone<TextPreprocessing> {
  readonly vectors: {
    readonly file: VectorFile;
    /** How messages call the form of the file. */
    readonly format: string;
    readonly header: VectorHeader;
    readonly style: WordStyle;
    /** The same as the file's own words are written. */
    readonly own: WordStyle;
    /** Absent until the data are known that decide which words are kept. */
    readonly chosen?: ChosenWords;
  };
}

export const isOfVectors = (card: Backbone): card is VectorsBackbone => 'vectors' in card;

/** The card of a file, of which as many words are kept as may be: which ones, only the data tell. */
export function vectorsBackbone(
  name: string,
  file: VectorFile,
  { format, header, style }: VectorsHead,
): VectorsBackbone {
  const chosen = { case: file.case ?? style.case, split: file.split ?? style.split };
  const words = Math.min(file.words ?? usualWords, header.count ?? Number.POSITIVE_INFINITY);
  const of = header.count === undefined ? '' : ` of ${counted(header.count, 'word')}`;
  return {
    ...tableBackbone(name, words, header.width),
    paper: `${format.title}${of}, ${counted(header.width, 'number')} a word; a model keeps at most ${count(words)} words.`,
    parametersAtMost: true,
    preprocessing: { tokenizer: { kind: 'words', ...chosen, words: [] } },
    vectors: { file, format: format.title, header, style: chosen, own: style },
  };
}

/** The same with exactly these words. */
export function withWords(card: VectorsBackbone, chosen: ChosenWords): VectorsBackbone {
  const { words } = chosen;
  const { parametersAtMost: _, ...rest } = card;
  const { build, parameters } = tableBackbone(card.name, words.length, card.vectors.header.width);
  return {
    ...rest,
    build,
    parameters,
    preprocessing: { tokenizer: { kind: 'words', ...card.vectors.style, words } },
    vectors: { ...card.vectors, chosen },
  };
}

/** A table of so many words and the rows before them. What its words are, a model's preparation knows. */
export function tableBackbone(name: string, words: number, width: number): Backbone<TextPreprocessing> {
  const rows = firstWord + words;
  return {
    name,
    modality: 'text',
    title: name,
    family: 'word_vectors',
    paper: '',
    reference: name,
    inputSize: { native: usualLength, minimum: 1, multipleOf: 1, most: longestText },
    tokens: { prefix: 0, padded: true, pool: 'average' },
    preprocessing: { tokenizer: { kind: 'words', case: 'keep', split: 'words', words: [] } },
    parameters: rows * width,
    sources: [],
    layouts: [],
    tuneLimit: 5e-3,
    inputs: () =>
      [textInputs.ids, textInputs.mask].map((input) => ({ name: input, type: int32('batch', 'tokens') })),
    build: (b, inputs) => {
      const initializer = { kind: 'truncated_normal', deviation: 0.1 } as const;
      const features = b.block(vectorsBlock, () =>
        embedding(b, 'word_embeddings', inputs[textInputs.ids]!, { rows, width, initializer }),
      );
      return { features, mask: inputs[textInputs.mask] };
    },
  };
}
