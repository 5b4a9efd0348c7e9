/** From the files of a tokenizer to the tokenizer. */
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import { errorText } from '@tlp/language/error-text.js';
import type { WordTokenizer } from '@tlp/language/modalities/text/words.js';
import { isRecord } from '@tlp/language/record.js';
import { loadTokenizers } from '../../../native/tokenizers.js';
import type { Settings } from './files/file-kind.js';
import { fileKinds, optionalFiles } from './files/kinds.js';
import { tokenText } from './files/settings.js';
import type { TokenizerFiles } from './files/tokenizer-files.js';
import { UnknownKind } from './files/unknown-kind.js';
import { type Tokenizer, tokenizerOf } from './tokenizer.js';
import { whyUnusable } from './trial.js';
import { wordTokenizer } from './words/word-tokenizer.js';
import { withPrefixSpace } from './words.js';

/** A tokenizer of many megabytes takes a second to read, and several parts of a run want it. */
const made = new WeakMap<TokenizerFiles | WordTokenizer, Tokenizer>();

/**
 * @param files as {@link tokenizerFiles} gives them, or the words that a tokenizer knows
 * @param place what messages call the place of the files
 * @throws TlpError TLP271 where a file is damaged, TLP272 where it asks for what is not known here, TLP761 where the
 *   library does not load
 */
export function createTokenizer(files: TokenizerFiles | WordTokenizer, place = 'the tokenizer'): Tokenizer {
  const before = made.get(files);
  if (before) return before;
  const tokenizer = isWordTokenizer(files) ? wordTokenizer(files) : tokenizerOfFiles(files, place);
  made.set(files, tokenizer);
  return tokenizer;
}

const isWordTokenizer = (form: TokenizerFiles | WordTokenizer): form is WordTokenizer =>
  form.kind === 'words';

function tokenizerOfFiles(files: TokenizerFiles, place: string): Tokenizer {
  const { library, entry } = loadTokenizers();
  const kind = fileKinds.find(({ needs }) => needs.every((name) => files[name] !== undefined));
  const at = kind?.needs.join(' and ') ?? 'tokenizer.json';
  try {
    if (!kind) throw new Error('no file of it is there');
    const settings = settingsOf(files);
    const json = kind.tokenizerJson((name) => files[name]!, settings);
    const contents = contentsOf(json);
    const unusable = whyUnusable(entry, json);
    if (unusable !== null) throw unknownPart(unusable) ?? new Error(unusable);
    const read = library.Tokenizer.fromString(json);
    const named = tokenText(settings, 'pad_token');
    const pad = (named === null ? null : read.tokenToId(named)) ?? contents.pad;
    const forWords = () => {
      const other = withPrefixSpace(json);
      return other === null ? read : library.Tokenizer.fromString(other);
    };
    const { special } = contents;
    const hides = tokenText(settings, 'mask_token');
    const [mask] = [hides, '[MASK]', '<mask>'].flatMap((token) =>
      token === null ? [] : (read.tokenToId(token) ?? []),
    );
    return tokenizerOf(read, { pad, special, mask }, (cause) => damaged(at, place, cause), forWords);
  } catch (cause) {
    if (!(cause instanceof UnknownKind)) throw damaged(at, place, cause);
    throw fail(
      'TLP272',
      `The tokenizer cannot be used: ${cause.message}, which is not supported (${at} of ${place}).`,
      'Use a model with another tokenizer: one whose `tokenizer.json` Hugging Face’s tokenizers 0.23 reads, or whose older files are those of BERT, RoBERTa or GPT-2.',
      { cause },
    );
  }
}

const damaged = (at: string, place: string, cause: unknown): TlpError =>
  fail(
    'TLP271',
    `${at} of ${place} is damaged: ${errorText(cause)}.`,
    'Copy or download the tokenizer again.',
    {
      cause,
    },
  );

/** What the library does not tell of a `tokenizer.json`. @throws SyntaxError, UnknownKind */
function contentsOf(json: string): { readonly pad: number; readonly special: ReadonlySet<number> } {
  const contents: unknown = JSON.parse(json);
  const { model, padding, added_tokens: added } = isRecord(contents) ? contents : {};
  if (isRecord(model) && model.dropout) throw new UnknownKind('its model drops merges at random');
  const special = (Array.isArray(added) ? added : []).flatMap((one: unknown) =>
    isRecord(one) && one.special === true && typeof one.id === 'number' ? [one.id] : [],
  );
  return {
    pad: isRecord(padding) && typeof padding.pad_id === 'number' ? padding.pad_id : 0,
    special: new Set(special),
  };
}

/** Of the library's message about a part whose kind or settings it does not know, as of a newer version. */
function unknownPart(message: string): UnknownKind | null {
  const [, name] = /untagged enum (\w+)Untagged/.exec(message) ?? [];
  if (name === undefined) return null;
  const part = name.replaceAll(/\B[A-Z]/g, (capital) => `-${capital}`).toLowerCase();
  return new UnknownKind(`its ${part} is of a kind or has settings that are not known`);
}

/** @throws SyntaxError where one is no JSON */
function settingsOf(files: TokenizerFiles): Settings {
  return Object.assign(
    {},
    ...optionalFiles.map((name) => {
      const json: unknown = JSON.parse(files[name] ?? '{}');
      return isRecord(json) ? json : {};
    }),
  );
}
