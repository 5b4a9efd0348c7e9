import { expect, it } from 'vitest';
import { memoryFiles } from '../../testing/memory-files.js';
import { openModel } from '../open.js';
import { folderBackbone } from './card.js';

const config = {
  model_type: 'bert',
  vocab_size: 30,
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 16,
  max_position_embeddings: 64,
};
const file = { format: 'huggingface', path: '/models/net' } as const;
const card = (files: object) => folderBackbone('net', file, { config, ...files });

it.each([
  [{}, 'class_token'],
  [{ pooling: { pooling_mode_mean_tokens: true, pooling_mode_cls_token: false } }, 'average'],
  [{ pooling: { pooling_mode_max_tokens: true } }, 'max'],
  [{ pooling: { pooling_mode_lasttoken: true } }, 'last_token'],
  // No one pool of the head is these.
  [{ pooling: { pooling_mode_mean_tokens: true, pooling_mode_max_tokens: true } }, 'class_token'],
  [{ pooling: { pooling_mode_mean_sqrt_len_tokens: true } }, 'class_token'],
])('of %j the usual pool is %s', (files, pool) => {
  expect(card(files).tokens).toEqual({ prefix: 0, padded: true, pool });
});

it.each([
  [['Transformer', 'Pooling', 'Normalize'], true],
  [['Transformer', 'Pooling'], undefined],
  // Of a dense layer without a configuration nothing is known, so its vectors are not these.
  [['Transformer', 'Pooling', 'Dense', 'Normalize'], undefined],
])('a sentence transformer of %j ends in vectors of length 1: %s', (names, normalized) => {
  const modules = names.map((name, idx) => ({ idx, type: `sentence_transformers.models.${name}` }));
  expect(card({ modules }).normalized).toBe(normalized);
});

it.each([
  [{}, 64],
  [{ tokenizer: { model_max_length: 32 } }, 32],
  [{ tokenizer: { model_max_length: 1e30 } }, 64],
  [{ tokenizer: { model_max_length: 32 }, sentences: { max_seq_length: 16 } }, 16],
  [{ sentences: { max_seq_length: null } }, 64],
])('of %j texts are cut after %i tokens', (files, native) => {
  expect(card(files).inputSize).toMatchObject({ native, most: 64 });
});

it.each([
  [{ '/models/net/config.json': JSON.stringify(config) }, 'backbone', undefined],
  [{ '/models/net/config.json': '{' }, 'invalid', /^its config\.json is no JSON/],
  [{ '/models/net/config.json': '[]' }, 'invalid', 'its config.json is no object'],
  [
    { '/models/net/config.json': JSON.stringify(config), '/models/net/modules.json': '{}' },
    'invalid',
    'its modules.json is no list',
  ],
  [{ '/models/net/vocab.txt': '[PAD]' }, 'invalid', 'the folder has no config.json'],
  [{ '/models/nets/config.json': '{}' }, 'missing', undefined],
])('opens %j as a %s', (files, kind, problem) => {
  const opened = openModel(file, memoryFiles(files));
  expect(opened.kind).toBe(kind);
  if (problem !== undefined)
    expect(opened).toMatchObject({
      problem: problem instanceof RegExp ? expect.stringMatching(problem) : problem,
    });
});
