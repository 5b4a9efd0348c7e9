import { describe, expect, it } from 'vitest';
import { ImportProblem } from '../model.js';
import { folderBackbone } from './card.js';
import { denseFolders, sentenceModules } from './sentence-modules.js';

const config = {
  model_type: 'bert',
  vocab_size: 30,
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 16,
  max_position_embeddings: 64,
};
const pooling = { pooling_mode_mean_tokens: true };
const tanh = 'torch.nn.modules.activation.Tanh';
const layer = { in_features: 8, out_features: 6, bias: true, activation_function: tanh };

/** Modules in their folders, and what is said of the dense ones. */
const transformer = (kinds: readonly string[], dense: Readonly<Record<string, object>> = {}) => ({
  config,
  pooling,
  modules: kinds.map((kind, n) => ({
    path: n === 0 ? '' : `${n}_${kind}`,
    type: `sentence_transformers.models.${kind}`,
  })),
  dense: dense as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
});
const usual = ['Transformer', 'Pooling', 'Dense', 'Normalize'];

describe('the modules of a sentence transformer', () => {
  it.each([
    ['a dense layer', transformer(usual, { '2_Dense': layer }), 1, []],
    [
      'the function that a Dense has where none is said',
      transformer(usual, { '2_Dense': { in_features: 8, out_features: 6 } }),
      1,
      [],
    ],
    ['one whose configuration is not kept', transformer(usual), 0, ['Dense']],
    [
      'another activation',
      transformer(usual, { '2_Dense': { ...layer, activation_function: 'torch.nn.Softplus' } }),
      0,
      ['Dense'],
    ],
    [
      'one on tokens',
      transformer(usual, { '2_Dense': { ...layer, module_input_name: 'token_embeddings' } }),
      0,
      ['Dense'],
    ],
    [
      'a pool that no head has',
      { ...transformer(usual, { '2_Dense': layer }), pooling: { pooling_mode_mean_sqrt_len_tokens: true } },
      0,
      ['Dense'],
    ],
    [
      'an LSTM before the pool',
      transformer(['Transformer', 'LSTM', 'Pooling', 'Dense'], { '3_Dense': layer }),
      0,
      ['LSTM', 'Dense'],
    ],
    [
      'a module behind the layer',
      transformer(['Transformer', 'Pooling', 'Dense', 'CNN'], { '2_Dense': layer }),
      1,
      ['CNN'],
    ],
  ])('of %s', (_, files, dense, unread) => {
    const read = sentenceModules(files);
    expect([read.dense.length, read.unread]).toEqual([dense, unread]);
    expect(read.normalized).toBe(unread.length === 0);
  });

  it('lead to no folder outside their own', () => {
    const modules = ['2_Dense', '..', '../2_Dense', '/etc', '.', ''].map((path) => ({
      path,
      type: 'x.Dense',
    }));
    expect(denseFolders(modules)).toEqual(['2_Dense']);
  });
});

describe('a network with a dense layer', () => {
  const file = { format: 'huggingface', path: '/models/net' } as const;
  const card = (dense: object) => folderBackbone('net', file, transformer(usual, { '2_Dense': dense }));

  it('gives one vector, and finds the tensors beside those of the network', () => {
    const [layout] = card(layer).layouts;
    expect(layout?.locate('dense/kernel')).toEqual({
      tensor: '2_Dense.linear.weight',
      transpose: 'oi',
      beside: true,
    });
    expect(card(layer).tokens).toBeUndefined();
    expect(card(layer).parameters).toBe(folderBackbone('net', file, { config }).parameters + 6 * 9);
  });

  it('is refused where the layer reads vectors of another length', () => {
    expect(() => card({ ...layer, in_features: 7 })).toThrow(ImportProblem);
    expect(() => card({ ...layer, in_features: 7 })).toThrow(
      'its `2_Dense/config.json` reads vectors of 7 numbers, not of 8',
    );
  });
});
