/** A folder of a network for texts that is small enough for a test and starts from chance. */

/** `vocab.txt` of BERT: its special tokens, then whole words. */
export const wordPieces = (words: readonly string[]): string =>
  ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words].join('\n');

/** Its files by name. @param positions the most tokens of a text */
export const tinyBert = (words: readonly string[], positions: number) => ({
  'config.json': JSON.stringify({
    model_type: 'bert',
    vocab_size: words.length + 5,
    hidden_size: 8,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    intermediate_size: 16,
    max_position_embeddings: positions,
    hidden_dropout_prob: 0,
    attention_probs_dropout_prob: 0,
  }),
  'vocab.txt': wordPieces(words),
});
