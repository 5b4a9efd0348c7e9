import type { FileKind } from './file-kind.js';

/** What Hugging Face's tokenizers write: everything in one file. */
export const fastTokenizer: FileKind = {
  needs: ['tokenizer.json'],
  tokenizerJson: (text) => text('tokenizer.json'),
};
