/** In which forms folders hold a tokenizer, the best first: the files of each. */
export const tokenizerForms = {
  fast: ['tokenizer.json'],
  wordPiece: ['vocab.txt'],
  byteLevel: ['vocab.json', 'merges.txt'],
} as const;

/** SentencePiece's own files: what a tokenizer does beside them is nowhere written but in Transformers' code. */
export const sentencePieceFiles: readonly string[] = [
  'spiece.model',
  'sentencepiece.bpe.model',
  'spm.model',
  'tokenizer.model',
];
