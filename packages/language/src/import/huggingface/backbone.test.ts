import { describe, expect, it, test } from 'vitest';
import { buildBackbone } from '../../backbones/build.js';
import { withChosenTop } from '../../backbones/published-top.js';
import { showShape } from '../../graph/shape.js';
import { nodesByName, typeOf } from '../../graph/walk.js';
import { shapesOf } from '../../weights/example.js';
import { fitWeights } from '../../weights/fit.js';
import { ImportProblem } from '../model.js';
import { huggingfaceBackbone } from './backbone.js';

const small = {
  vocab_size: 30,
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 12,
  max_position_embeddings: 10,
};
const cardOf = (config: unknown) => huggingfaceBackbone({ name: 'folder', path: '/models/folder', config });
const bert = cardOf({ model_type: 'bert', ...small });
const gpt2 = cardOf({
  model_type: 'gpt2',
  vocab_size: 30,
  n_embd: 8,
  n_head: 2,
  n_layer: 2,
  n_positions: 10,
});

/** As Transformers counts them, less the pooler's. */
test.each([
  ['BERT-base', { model_type: 'bert' }, 109_482_240 - 590_592],
  [
    'MiniLM-L6',
    { model_type: 'bert', hidden_size: 384, num_hidden_layers: 6, intermediate_size: 1536 },
    22_713_216 - 147_840,
  ],
  [
    'RoBERTa-base',
    { model_type: 'roberta', max_position_embeddings: 514, type_vocab_size: 1 },
    124_645_632 - 590_592,
  ],
  ['DistilBERT', { model_type: 'distilbert' }, 66_362_880],
  ['ELECTRA-small', { model_type: 'electra' }, 13_483_008],
  ['MPNet-base', { model_type: 'mpnet', max_position_embeddings: 514 }, 109_486_464 - 590_592],
  [
    'ALBERT-base',
    { model_type: 'albert', hidden_size: 768, num_attention_heads: 12, intermediate_size: 3072 },
    11_683_584 - 590_592,
  ],
  ['GPT-2', { model_type: 'gpt2' }, 124_439_808],
])('%s has as many parameters as in Transformers', (_, config, parameters) => {
  expect(cardOf(config).parameters).toBe(parameters);
});

describe('a folder as a backbone', () => {
  it('has a block for the embeddings and one for each layer, and gives the states of tokens', () => {
    const graph = buildBackbone(bert);
    expect(graph.blocks.map(({ name, residual }) => [name, residual])).toEqual([
      ['embeddings', undefined],
      ['layer0', true],
      ['layer1', true],
    ]);
    expect(showShape(typeOf(nodesByName(graph), graph.outputs[0]!).shape)).toBe('[batch, tokens, 8]');
    expect(graph.inputs).toEqual(['ids', 'mask', 'types']);
  });

  it('is fed with types only where it tells them apart', () => {
    const one = cardOf({ model_type: 'roberta', ...small, type_vocab_size: 1 });
    expect(one.inputs(8).map(({ name }) => name)).toEqual(['ids', 'mask']);
    expect(gpt2.inputs(8).map(({ name }) => name)).toEqual(['ids', 'mask']);
  });

  it('counts the positions of RoBERTa after that of padding', () => {
    expect(bert.inputSize.native).toBe(10);
    expect(cardOf({ model_type: 'roberta', ...small, pad_token_id: 1 }).inputSize.native).toBe(8);
  });

  it('keeps BERT’s pooler as a last block where a pipeline asks for it', () => {
    const top = withChosenTop(bert, { top: 'published' });
    const graph = buildBackbone(top);
    expect(graph.blocks.at(-1)).toMatchObject({ name: 'classifier', layers: ['pooler'] });
    expect(typeOf(nodesByName(graph), graph.outputs[0]!).shape).toEqual(['batch', 8]);
    expect(top.parameters).toBe(bert.parameters + 72);
  });

  it('shares the layers of ALBERT, which are one block', () => {
    const graph = buildBackbone(cardOf({ model_type: 'albert', ...small, embedding_size: 4 }));
    expect(graph.blocks.map(({ name }) => name)).toEqual(['embeddings', 'group0']);
    const uses = (parameter: string) => graph.nodes.filter(({ inputs }) => inputs.includes(parameter)).length;
    expect(uses('group0_layer0_intermediate/kernel')).toBe(2);
    expect(new Set(graph.layers.map(({ name }) => name)).size).toBe(graph.layers.length);
  });

  it.each([
    ['bert', { embeddings: [0.1], layer: [0.2, 0.1, 0.1] }],
    ['distilbert', { embeddings: [0.1], layer: [0.2, 0.1] }],
    ['albert', { embeddings: [0.1], layer: [0.2, 0.1] }],
    ['gpt2', { embeddings: [0.1], layer: [0.2, 0.1, 0.1] }],
  ])('drops where Transformers does, in %s', (model_type, rates) => {
    const shares = {
      hidden_dropout_prob: 0.1,
      attention_probs_dropout_prob: 0.2,
      dropout: 0.1,
      attention_dropout: 0.2,
      embd_pdrop: 0.1,
      resid_pdrop: 0.1,
      attn_pdrop: 0.2,
    };
    const sizes = { n_layers: 1, n_layer: 1, dim: 8, n_heads: 2, n_embd: 8, n_head: 2 };
    const { nodes } = buildBackbone(
      cardOf({ ...small, ...sizes, ...shares, num_hidden_layers: 1, model_type }),
    );
    const found = (first: boolean) =>
      nodes.filter(({ op, block }) => op === 'dropout' && (block === 'embeddings') === first);
    expect(found(true).map(({ attrs }) => attrs.rate)).toEqual(rates.embeddings);
    expect(found(false).map(({ attrs }) => attrs.rate)).toEqual(rates.layer);
    expect(nodes.every(({ op, attrs }) => op !== 'dropout' || attrs.drawn === 'inside')).toBe(true);
  });
});

describe('a file of weights', () => {
  const headers = (card: typeof bert, rename: (name: string) => string, more: object = {}) =>
    new Map(
      Object.entries({ ...shapesOf(card), ...more }).map(([name, shape]) => [
        rename(name),
        { dtype: 'float32', shape: shape as readonly number[] },
      ]),
    );
  const tops = { 'pooler.dense.weight': [8, 8], 'pooler.dense.bias': [8] };

  it.each<[string, typeof bert, (name: string) => string, object, readonly string[]]>([
    ['bare', bert, (name) => name, tops, []],
    ['of a classifier', bert, (name) => `bert.${name}`, tops, []],
    ['with old names of norms', bert, old, {}, []],
    ['below a wrapper', bert, (name) => `model.bert.${name}`, {}, []],
    [
      'of GPT-2 with its masks',
      gpt2,
      (name) => `transformer.${name}`,
      { 'h.0.attn.bias': [1, 1, 10, 10] },
      [],
    ],
  ])('fits %s', (_, card, rename, more, aside) => {
    const fit = fitWeights(headers(card, rename, more), card, buildBackbone(card));
    expect(fit).toMatchObject({ aside });
  });

  it('keeps quiet of what pre-training left on top, and tells of a classifier', () => {
    const found = new Map([
      ...headers(bert, (name) => `bert.${name}`),
      ['cls.predictions.bias', { dtype: 'float32', shape: [30] }],
      ['classifier.weight', { dtype: 'float32', shape: [3, 8] }],
    ]);
    expect(fitWeights(found, bert, buildBackbone(bert))).toMatchObject({ aside: ['classifier.weight'] });
  });

  it('does not fit where it has more layers than the configuration says', () => {
    const deeper = cardOf({ model_type: 'bert', ...small, num_hidden_layers: 3 });
    expect(
      fitWeights(
        headers(deeper, (name) => name),
        bert,
        buildBackbone(bert),
      ),
    ).toMatchObject({
      problem: expect.stringMatching(/^it has 16 tensors too many, the first encoder\.layer\.2/),
    });
  });

  function old(name: string): string {
    return name
      .replace(/LayerNorm\.weight$/, 'LayerNorm.gamma')
      .replace(/LayerNorm\.bias$/, 'LayerNorm.beta');
  }
});

it.each([
  [[], 'its `config.json` holds no object'],
  [
    {},
    'its `config.json` has no `model_type`, which must be one of the supported ones: albert, bert, camembert, deberta-v2, distilbert, electra, gpt2, mpnet, roberta, xlm-roberta',
  ],
  [{ model_type: 't5' }, 'its `config.json` says `model_type` is "t5"; supported are albert, bert'],
  [{ model_type: 'toString' }, 'supported are albert, bert'],
  [
    { model_type: 'bert', position_embedding_type: 'relative_key' },
    'its `config.json` says `position_embedding_type` is "relative_key", and only "absolute" is supported',
  ],
  [{ model_type: 'bert', is_decoder: true }, '`is_decoder` is true, and only false is supported'],
  [{ model_type: 'bert', hidden_act: 'quick_gelu' }, '`hidden_act` is "quick_gelu", which is none of gelu, '],
  [{ model_type: 'bert', hidden_act: 'toString' }, '`hidden_act` is "toString", which is none of'],
  [
    { model_type: 'bert', pruned_heads: { 0: [1] } },
    '`pruned_heads` is {…}, and networks with heads cut out',
  ],
  [{ model_type: 'bert', hidden_size: 8.5 }, '`hidden_size` is 8.5, not a whole number from 1 to 16777216'],
  [{ model_type: 'bert', num_hidden_layers: 1e9 }, '`num_hidden_layers` is 1000000000, not a whole number'],
  [
    { model_type: 'bert', hidden_dropout_prob: 1 },
    '`hidden_dropout_prob` is 1, not a number from 0 to below 1',
  ],
  [
    { model_type: 'bert', num_attention_heads: 5 },
    'has 5 heads of attention, which do not divide 768 channels',
  ],
  [{ model_type: 'roberta', max_position_embeddings: 2 }, 'of which none are left after that of padding, 1'],
  [
    { model_type: 'gpt2', scale_attn_weights: false },
    '`scale_attn_weights` is false, and only true is supported',
  ],
  [{ model_type: 'mpnet', relative_attention_num_buckets: 64 }, 'is 64, and only 32 is supported'],
])('refuses %j', (config, problem) => {
  const read = () => cardOf(config);
  expect(read).toThrow(ImportProblem);
  expect(read).toThrow(problem);
});
