/** The words that a language model of fastai knows, in their order: a pickled list, `itos`. */
import { errorText } from '../../error-text.js';
import type { FilesTokenizer } from '../../modalities/text/preprocessing.js';
import type { ByteSource } from '../../protobuf/source.js';
import { PickleError } from '../../weights/pickle/machine.js';
import { LARGEST_PICKLE, unpickle } from '../../weights/pickle/unpickle.js';
import { shown } from '../../weights/shown.js';
import { ImportProblem } from '../model.js';

/** Nothing in the file is run. @throws ImportProblem where it is no list of words */
export function readVocabulary(name: string, source: ByteSource): readonly string[] {
  if (source.size > LARGEST_PICKLE) throw new ImportProblem(`its ${name} is larger than any vocabulary`);
  const value = pickled(name, source.read(0, source.size));
  const isWord = (word: unknown): word is string => typeof word === 'string';
  if (!Array.isArray(value) || value.length === 0 || !value.every(isWord))
    throw new ImportProblem(`its ${name} is no list of words`);
  return value;
}

function pickled(name: string, bytes: Uint8Array): unknown {
  const refuse = (module: string, global: string): never => {
    throw new PickleError(`it needs \`${shown(`${module}.${global}`)}\`, and a list of words needs nothing`);
  };
  try {
    return unpickle(bytes, { global: refuse }).value;
  } catch (error) {
    throw new ImportProblem(`its ${name} cannot be read: ${errorText(error).replace(/\.$/, '')}`);
  }
}

/** Fills vocabularies up to a multiple of eight. */
const filler = 'xxfake';

/** What a network must know of its words. */
export interface Vocabulary {
  readonly size: number;
  /** The word that begins a text; null where there is none. */
  readonly begin: number | null;
  /** Numbers of what is no word: the first is what stands for all that are not known. */
  readonly never: readonly number[];
}

export function vocabularyOf(words: readonly string[]): Vocabulary {
  const begin = words.indexOf('xxbos');
  const never = words.flatMap((word, id) => (id === 0 || word === filler ? id : []));
  return { size: words.length, begin: begin < 0 ? null : begin, never };
}

/**
 * A tokenizer of texts that are tokens with spaces between, as fastai's own gives them. A word that is not in the vocabulary is
 * its first, `xxunk`, as in `Numericalize`.
 */
export function tokenizerOfWords(words: readonly string[]): FilesTokenizer {
  const numbers = words.flatMap((word, id) => (word === filler ? [] : [[word, id] as const]));
  const tokenizer = {
    version: '1.0',
    added_tokens: [],
    pre_tokenizer: { type: 'WhitespaceSplit' },
    model: { type: 'WordLevel', unk_token: words[0], vocab: Object.fromEntries(numbers) },
  };
  return { kind: 'files', files: { 'tokenizer.json': JSON.stringify(tokenizer) } };
}
