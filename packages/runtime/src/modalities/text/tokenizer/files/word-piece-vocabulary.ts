/**
 * BERT's `vocab.txt`, a token a line, with the settings that Transformers' `BertTokenizer` has by default: the conversion
 * of its `convert_slow_tokenizer.py`.
 */
import { tokenizerForms } from '@tlp/language/modalities/text/tokenizer-files.js';
import type { FileKind } from './file-kind.js';
import { numbered, specialAddedTokens, tokenizerClass, tokenText } from './settings.js';
import { UnknownKind } from './unknown-kind.js';

/** Classes of Transformers whose `vocab.txt` is read so. */
const classes: readonly string[] = ['BertTokenizer', 'DistilBertTokenizer', 'ElectraTokenizer'];

export const wordPieceVocabulary: FileKind = {
  needs: tokenizerForms.wordPiece,
  tokenizerJson(text, settings) {
    const kind = tokenizerClass(settings);
    if (kind !== null && !classes.includes(kind)) throw new UnknownKind(`it is ${kind}'s vocab.txt`);
    const lines = text('vocab.txt').split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    const vocab: Record<string, number> = Object.fromEntries(lines.map((token, id) => [token, id]));
    const named = (name: string, usual: string) => tokenText(settings, name) ?? usual;
    const [unk, sep, pad, cls, mask] = [
      named('unk_token', '[UNK]'),
      named('sep_token', '[SEP]'),
      named('pad_token', '[PAD]'),
      named('cls_token', '[CLS]'),
      named('mask_token', '[MASK]'),
    ];
    return JSON.stringify({
      added_tokens: specialAddedTokens(
        vocab,
        [pad, unk, cls, sep, mask].map((token) => [token]),
      ),
      normalizer: {
        type: 'BertNormalizer',
        clean_text: true,
        lowercase: settings.do_lower_case ?? true,
        handle_chinese_chars: settings.tokenize_chinese_chars ?? true,
        strip_accents: settings.strip_accents ?? null,
      },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      model: {
        type: 'WordPiece',
        unk_token: unk,
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab,
      },
      post_processor: { type: 'BertProcessing', cls: numbered(vocab, cls), sep: numbered(vocab, sep) },
    });
  },
};
