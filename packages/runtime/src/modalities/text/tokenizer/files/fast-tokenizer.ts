import { tokenizerForms } from '@tlp/language/modalities/text/tokenizer-files.js';
import type { FileKind } from './file-kind.js';

/** What Hugging Face's tokenizers write: everything in one file. */
export const fastTokenizer: FileKind = {
  needs: tokenizerForms.fast,
  tokenizerJson: (text) => text('tokenizer.json'),
};
