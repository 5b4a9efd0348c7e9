/** For examples: pipelines that learn texts themselves. */
import type { Example } from '../../../checks/rule.js';
import { textExample } from './example.js';

const config = JSON.stringify({
  model_type: 'gpt2',
  vocab_size: 100,
  n_embd: 8,
  n_layer: 2,
  n_head: 2,
  n_positions: 64,
});

/** A pipeline over the rows of a table, with BERT as `minilm` or with GPT-2. */
export function nextExample({
  next = 'word',
  backbone = 'huggingface("gpt2")',
  text = 'body',
  head = '',
  freeze = 'none',
  more = '',
}: {
  readonly next?: string;
  readonly backbone?: string;
  readonly text?: string;
  readonly head?: string;
  readonly freeze?: string;
  /** Of the data block. */
  readonly more?: string;
} = {}): Example {
  const example = textExample({
    backbone,
    data: `text: ${text}\nnext: ${next}${more === '' ? '' : `\n${more}`}`,
    head,
  });
  const file = example
    .file!.replace('freeze: all', `freeze: ${freeze}`)
    .replace('epochs: 5', 'epochs: 5\n      learning_rate: 2e-5');
  const vocabulary = { 'gpt2/vocab.json': '{"<|endoftext|>": 0}', 'gpt2/merges.txt': '#version: 0.2\n' };
  return { ...example, file, others: { ...example.others, 'gpt2/config.json': config, ...vocabulary } };
}
