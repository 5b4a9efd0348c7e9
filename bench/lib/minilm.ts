/** BERT of MiniLM-L6's size, with random weights: what benchmarks of steps take, which no value changes. */
import { huggingfaceBackbone } from '@tlp/language/import/huggingface/backbone.js';

export const miniLmWords = 30_522;

export const miniLm = huggingfaceBackbone({
  name: 'minilm',
  path: '',
  config: {
    model_type: 'bert',
    vocab_size: miniLmWords,
    hidden_size: 384,
    num_hidden_layers: 6,
    num_attention_heads: 12,
    intermediate_size: 1536,
    max_position_embeddings: 512,
  },
});
