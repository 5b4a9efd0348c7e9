import { expect, test } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import { findBackbone } from '../backbones/catalogue.js';
import { huggingfaceBackbone } from '../import/huggingface/backbone.js';
import type { Lora } from '../resolve/pipeline.js';
import { adaptersOf } from './adapters.js';
import { isAdapter } from './parameters.js';
import { cutPhase, phaseNetwork } from './phase-network.js';
import { parameterCount } from './walk.js';

const lora = (on: Lora['on'] = 'query_value', dropout = 0): Lora => ({
  kind: 'lora',
  rank: 4,
  alpha: 8,
  dropout,
  on,
});

const small = {
  bert: { hidden_size: 24, num_attention_heads: 4, num_hidden_layers: 2 },
  distilbert: { dim: 24, n_heads: 4, n_layers: 2 },
  gpt2: { n_embd: 24, n_head: 4, n_layer: 2 },
};

/** DeBERTa's own values are those of its third version. */
const disentangled = {
  relative_attention: true,
  share_att_key: true,
  norm_rel_ebd: 'layer_norm',
  position_buckets: 4,
  max_position_embeddings: 16,
  pos_att_type: 'p2c|c2p',
  position_biased_input: false,
  type_vocab_size: 0,
};

const texts = (type: string): Backbone => {
  const sizes = type === 'gpt2' || type === 'distilbert' ? small[type] : small.bert;
  const own =
    type === 'deberta-v2' ? disentangled : /electra|albert/.test(type) ? { embedding_size: 12 } : {};
  return huggingfaceBackbone({
    name: type,
    path: '/models/folder',
    config: { model_type: type, ...sizes, ...own },
  });
};

const catalogued = (name: string) => findBackbone(name)!;

/** Matrices that are adapted: queries and values, all four of attention, all dense layers. */
test.each([
  ['bert', texts('bert'), 4, 8, 12],
  ['distilbert', texts('distilbert'), 4, 8, 12],
  ['roberta', texts('roberta'), 4, 8, 12],
  ['electra', texts('electra'), 4, 8, 13],
  ['mpnet', texts('mpnet'), 4, 8, 12],
  ['deberta-v2', texts('deberta-v2'), 4, 8, 12],
  // Its layers are one, applied twice.
  ['albert', texts('albert'), 2, 4, 7],
  // Queries, keys and values are one matrix.
  ['gpt2', texts('gpt2'), 2, 4, 8],
  ['deit_ti_16', catalogued('deit_ti_16'), 12, 24, 48],
  ['swin_t', catalogued('swin_t'), 12, 24, 51],
  ['convnext_tiny', catalogued('convnext_tiny'), 0, 0, 36],
  ['resnet18', catalogued('resnet18'), 0, 0, 0],
] as const)('%s has its matrices adapted', (_, card, queries, attention, all) => {
  const graph = buildBackbone(card);
  const counts = (['query_value', 'attention', 'all'] as const).map((on) => adaptersOf(graph, on).length);
  expect(counts).toEqual([queries, attention, all]);
});

test('adds what PEFT would', () => {
  // r=8 on the fused qkv of DeiT-Ti: 12 · 8 · (192 + 3·192).
  const { graph } = phaseNetwork(buildBackbone(catalogued('deit_ti_16')), {
    frozenLayers: [],
    adapt: { ...lora(), rank: 8 },
  });
  expect(parameterCount(graph.parameters.filter(isAdapter))).toBe(73_728);
});

test('trains the adapters alone, above the cut, and drops what each of them reads', () => {
  const graph = buildBackbone(texts('bert'));
  const frozenLayers = graph.blocks.slice(0, 2).flatMap(({ layers }) => layers);
  const { program } = cutPhase(graph, { frozenLayers, adapt: lora('query_value', 0.1), batchNorm: 'frozen' });
  expect(program.trained).toEqual([
    'layer1_attention_query/lora/a',
    'layer1_attention_query/lora/b',
    'layer1_attention_value/lora/a',
    'layer1_attention_value/lora/b',
  ]);
  expect(program.features.map(({ source }) => source)).toContain(graph.blocks[1]!.output);
  expect(program.features.filter(({ kind }) => kind === 'computed')).toHaveLength(1);
  const drops = program.training.nodes.filter(({ op }) => op === 'randomDropout').map(({ name }) => name);
  expect(drops.filter((name) => name.includes('/lora/'))).toEqual([
    'layer1_attention_query/lora/kept',
    'layer1_attention_value/lora/kept',
  ]);
});

test('keeps blocks and layers in order, an adapter in the block of its kernel', () => {
  const plain = buildBackbone(texts('gpt2'));
  const { graph } = phaseNetwork(plain, { frozenLayers: [], adapt: lora() });
  expect(graph.blocks.map(({ name }) => name)).toEqual(plain.blocks.map(({ name }) => name));
  expect(graph.blocks[1]!.layers).toEqual([...plain.blocks[1]!.layers, 'layer0_attention/lora']);
  expect(graph.layers.slice(0, plain.layers.length)).toEqual(plain.layers);
  expect(graph.parameters.filter(isAdapter).map(({ name }) => name.replace(/layer\d/, 'layer'))).toEqual(
    [0, 1].flatMap(() => ['a', 'b_query', 'b_key', 'b_value'].map((part) => `layer_attention/lora/${part}`)),
  );
});
