import { isRecord } from '../../record.js';
import type { WordTokenizer } from './words.js';

/** How a text becomes what a network reads: words or pieces of words by their numbers. */
export interface TextPreprocessing {
  /** Absolute path of the folder with the tokenizer's files, as Hugging Face names them; or what it is itself. */
  readonly tokenizer: string | FilesTokenizer | WordTokenizer;
  /**
   * Texts of fewer tokens are filled up to so many before their first one, and what fills them up is read like any token: the
   * network was trained so. Absent where they are not.
   */
  readonly filled?: Filled;
}

export interface Filled {
  readonly to: number;
  readonly with: number;
  /** The token that begins a text. */
  readonly begin: number;
}

/** A tokenizer whose files are nowhere on the disk. */
export interface FilesTokenizer {
  readonly kind: 'files';
  /** Their texts by the names that Hugging Face gives them. */
  readonly files: Readonly<Record<string, string>>;
}

export const readsWords = (form: object): form is TextPreprocessing & { readonly tokenizer: WordTokenizer } =>
  'tokenizer' in form && isRecord(form.tokenizer) && form.tokenizer.kind === 'words';

/** What networks are fed with, each int32 `[batch,tokens]`. */
export const textInputs = {
  /** Numbers of the pieces in the vocabulary. */
  ids: 'ids',
  /** 1 for a token, 0 for what fills a row up. */
  mask: 'mask',
  /** 0 for the first text of a pair, 1 for the second. */
  types: 'types',
  /** Where the tokens themselves are learned: which one is to be told at each place, below 0 for none. */
  answers: 'answers',
  /** Where only some of them are to be told, these places, `[batch,judged]`; the answers are those of these then. */
  places: 'places',
  /**
   * Where a network tells the token behind a window of so many, those before each of the tokens that are to be told,
   * `[batch,windows,window]`, in place of all others; see `backbones/textgenrnn.ts`.
   */
  windows: 'windows',
} as const;
