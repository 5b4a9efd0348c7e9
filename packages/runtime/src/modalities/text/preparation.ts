/** How texts become the input of a network: what of it a pipeline and a backbone decide. */
import { nextOf, type TextData } from '@tlp/language/modalities/text/data.js';
import { readsWords, type TextPreprocessing } from '@tlp/language/modalities/text/preprocessing.js';
import { type WordSplit, type WordTokenizer, wordSplits } from '@tlp/language/modalities/text/words.js';
import { isRecord } from '@tlp/language/record.js';
import type { NextKind } from '@tlp/language/schema/next.js';
import {
  byKind,
  either,
  list,
  Misshapen,
  number,
  object,
  oneOf,
  optional,
  text,
  whole,
} from '../../json-shape.js';
import type { Choices, Modality } from '../modality.js';
import { type TokenizerFiles, tokenizerFiles } from './tokenizer/files/tokenizer-files.js';

export interface TextPreparation {
  /** The tokenizer's own files, or the words that it knows, so that a model needs no folder beside it. */
  readonly tokenizer: TokenizerFiles | WordTokenizer;
  /** The columns that hold the text, or the two texts of a pair; empty where the data are files. */
  readonly columns: readonly string[];
  readonly long: TextData['long'];
  /** Names of the columns of a CoNLL file; absent where the pipeline gives none. */
  readonly names: readonly string[] | undefined;
  /** What of the texts themselves is learned; absent where something else says what is right. */
  readonly next: NextKind | undefined;
  readonly filled?: NonNullable<TextPreprocessing['filled']>;
}

export const isTextPreprocessing = (preprocessing: object): preprocessing is TextPreprocessing =>
  readsWords(preprocessing) ||
  ('tokenizer' in preprocessing &&
    (typeof preprocessing.tokenizer === 'string' ||
      (isRecord(preprocessing.tokenizer) && preprocessing.tokenizer.kind === 'files')));

/** @throws TlpError TLP270–TLP271 where the tokenizer's folder has none that can be read */
export function textPreparation(
  { text: columns, columns: names, long, labels }: Choices<TextData> & Partial<Pick<TextData, 'labels'>>,
  { tokenizer, filled }: TextPreprocessing,
): TextPreparation {
  return {
    tokenizer: tokenizerIn(tokenizer),
    columns,
    long,
    names: names.length > 0 ? names : undefined,
    next: labels && nextOf(labels),
    ...(filled ? { filled } : {}),
  };
}

/** Which words a table has is chosen anew for other texts. */
export const textPreprocessing = ({ tokenizer, filled }: TextPreparation): TextPreprocessing | undefined =>
  isWords(tokenizer)
    ? undefined
    : { tokenizer: { kind: 'files', files: tokenizer }, ...(filled ? { filled } : {}) };

const isWords = (tokenizer: TextPreparation['tokenizer']): tokenizer is WordTokenizer =>
  readsWords({ tokenizer });

/** @throws as {@link textPreparation} */
export function tokenizerIn(tokenizer: TextPreprocessing['tokenizer']): TextPreparation['tokenizer'] {
  if (typeof tokenizer === 'string') return tokenizerFiles(tokenizer);
  return tokenizer.kind === 'files' ? tokenizer.files : tokenizer;
}

const wordTokenizerForm = object<WordTokenizer>({
  kind: oneOf('words'),
  case: oneOf('keep', 'lower'),
  split: oneOf(...(Object.keys(wordSplits) as WordSplit[])),
  words: list(text),
});

export const textPreparationForm: Modality<TextData, TextPreparation>['preparationForm'] = {
  tokenizer(value, at) {
    if (!isRecord(value)) throw new Misshapen(at, 'the files of a tokenizer', value);
    if (value.kind === 'words') return wordTokenizerForm(value, at);
    return Object.fromEntries(
      Object.entries(value).map(([name, content]) => [name, text(content, `${at}.${name}`)]),
    );
  },
  columns: list(text, 0, 2),
  long: either(
    byKind({ window: object({ kind: oneOf('window'), stride: number(0, 0.75) }) }),
    oneOf('head', 'head_tail'),
  ),
  names: optional(list(text, 1)),
  next: optional(oneOf('word', 'masked')),
  filled: optional(
    object({ to: whole(1, 65_536), with: whole(0, 2 ** 31 - 1), begin: whole(0, 2 ** 31 - 1) }),
  ),
};
