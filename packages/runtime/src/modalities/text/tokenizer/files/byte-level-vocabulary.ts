/**
 * The `vocab.json` and `merges.txt` of GPT-2 and of RoBERTa, with the settings that their classes in Transformers have by
 * default: the conversion of its `convert_slow_tokenizer.py`.
 */
import { tokenizerForms } from '@tlp/language/modalities/text/tokenizer-files.js';
import { isRecord } from '@tlp/language/record.js';
import type { FileKind } from './file-kind.js';
import { numbered, specialAddedTokens, tokenizerClass, tokenText } from './settings.js';
import { UnknownKind } from './unknown-kind.js';

/** Classes of Transformers whose files are read so, and whether they put `<s>` and `</s>` around a text. */
const classes: Readonly<Record<string, boolean>> = { GPT2Tokenizer: false, RobertaTokenizer: true };

export const byteLevelVocabulary: FileKind = {
  needs: tokenizerForms.byteLevel,
  tokenizerJson(text, settings) {
    const vocab: unknown = JSON.parse(text('vocab.json'));
    if (!isRecord(vocab)) throw new Error('vocab.json holds no object');
    const numbers = vocab as Record<string, number>;
    const kind = tokenizerClass(settings);
    if (kind !== null && classes[kind] === undefined) throw new UnknownKind(`it is ${kind}'s vocab.json`);
    // Older folders do not name the class.
    const surrounds = kind === null ? '<s>' in vocab && '</s>' in vocab : classes[kind]!;
    const [, ...merges] = text('merges.txt').split(/\r?\n/);
    const named = (name: string, usual: string) => tokenText(settings, name) ?? usual;
    const [cls, sep] = [named('cls_token', '<s>'), named('sep_token', '</s>')];
    const end = '<|endoftext|>';
    const special = surrounds
      ? [cls, sep, named('unk_token', '<unk>'), named('pad_token', '<pad>')]
      : [named('bos_token', end), named('eos_token', end), named('unk_token', end), named('pad_token', end)];
    const mask = surrounds ? [[named('mask_token', '<mask>'), { lstrip: true }] as const] : [];
    const prefix: unknown = settings.add_prefix_space ?? false;
    return JSON.stringify({
      added_tokens: specialAddedTokens(numbers, [...special.map((token) => [token] as const), ...mask]),
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: prefix, trim_offsets: true, use_regex: true },
      model: { type: 'BPE', vocab, merges: merges.filter((merge) => merge !== '') },
      post_processor: {
        ...(surrounds
          ? { type: 'RobertaProcessing', cls: numbered(numbers, cls), sep: numbered(numbers, sep) }
          : { type: 'ByteLevel' }),
        add_prefix_space: prefix,
        trim_offsets: surrounds,
      },
    });
  },
};
