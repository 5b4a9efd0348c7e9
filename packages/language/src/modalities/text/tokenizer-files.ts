/** In which forms folders hold a tokenizer, the best first: the files of each. */
export const tokenizerFileKinds: readonly (readonly string[])[] = [
  ['tokenizer.json'],
  ['vocab.txt'],
  ['vocab.json', 'merges.txt'],
];

/** SentencePiece's own files: what a tokenizer does beside them is nowhere written but in Transformers' code. */
export const sentencePieceFiles: readonly string[] = [
  'spiece.model',
  'sentencepiece.bpe.model',
  'spm.model',
  'tokenizer.model',
];
