/** ALBERT (`models/albert/modeling_albert.py`): an encoder whose layers share their weights, group by group. */
import { linear } from '../../backbones/torch-layout.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dense } from '../../graph/layers.js';
import { paddingMask } from '../../graph/ops/masks.js';
import type { Ref } from '../../graph/types.js';
import type { Architecture } from './architecture.js';
import { wholeIn } from './config.js';
import { type DecoderNames, decoderModules, maskedDecoder } from './decoders.js';
import { embedTokens, type TextInputs } from './embeddings.js';
import { bertDefaults, type EncoderConfig, mostLayers, readEncoder } from './encoder-config.js';
import { encoderAttention, encoderLayer } from './encoder-layer.js';
import { embeddingModules, type LayerNames, layerModules } from './modules.js';
import { pooler } from './pooler.js';

const defaults = {
  ...bertDefaults,
  vocab_size: 30_000,
  hidden_size: 4096,
  num_attention_heads: 64,
  intermediate_size: 16_384,
  hidden_act: 'gelu_new',
  hidden_dropout_prob: 0,
  attention_probs_dropout_prob: 0,
};

const names: LayerNames = {
  query: 'attention.query',
  key: 'attention.key',
  value: 'attention.value',
  attended: 'attention.dense',
  attendedNorm: 'attention.LayerNorm',
  intermediate: 'ffn',
  output: 'ffn_output',
  outputNorm: 'full_layer_layer_norm',
};

const decoder: DecoderNames = {
  dense: 'predictions.dense',
  norm: 'predictions.LayerNorm',
  bias: 'predictions',
};

interface Albert extends EncoderConfig {
  readonly groups: number;
  /** Layers that a group applies one after another, each with weights of its own. */
  readonly inner: number;
}

/**
 * `[batch,tokens,width]`, in blocks `embeddings`, `group0`, `group1` …: layers that share their weights can be frozen only
 * together, so a group is one block.
 */
function buildAlbert(b: GraphBuilder, inputs: TextInputs, albert: Albert): Ref {
  const { width, layers, groups, inner, embeddings } = albert;
  // What the dense layers give is not dropped here.
  const layer = { ...albert.layer, dropout: { ...albert.layer.dropout, output: 0 } };
  const { initializer } = layer;
  const attend = encoderAttention(b, layer, [paddingMask(b, inputs.mask)]);
  let x = b.block('embeddings', () =>
    dense(b, 'embeddings_project', embedTokens(b, inputs, embeddings), width, { initializer }),
  );
  const apply = (from: Ref, group: string): Ref =>
    Array.from({ length: inner }, (_, n) => `${group}_layer${n}`).reduce(
      (y, name) => encoderLayer(b, name, y, layer, attend),
      from,
    );
  for (let g = 0; g < groups; g++) {
    const name = `group${g}`;
    const uses = Array.from({ length: layers }, (_, n) => n).filter(
      (n) => Math.trunc(n / (layers / groups)) === g,
    );
    x = b.block(
      name,
      () => uses.reduce((y, _, use) => (use === 0 ? apply(y, name) : b.again(() => apply(y, name))), x),
      { residual: true },
    );
  }
  return x;
}

const modulesOf = ({ groups, inner }: Albert) =>
  Array.from({ length: groups }, (_, g) =>
    Array.from({ length: inner }, (_, n) =>
      layerModules(`group${g}_layer${n}`, `encoder.albert_layer_groups.${g}.albert_layers.${n}`, names),
    ).flat(),
  ).flat();

export const albert: Architecture = {
  family: 'ALBERT',
  paper: 'Lan et al. 2019, ALBERT: A Lite BERT, arXiv:1909.11942',
  reference: 'AlbertModel',
  tuneLimit: 5e-5,
  read(config) {
    const encoder = readEncoder(config, defaults);
    const { width, layers, layer } = encoder;
    const embeddings = { ...encoder.embeddings, width: wholeIn(config, 'embedding_size', 128) };
    const groups = wholeIn(config, 'num_hidden_groups', 1, { most: layers });
    const inner = wholeIn(config, 'inner_group_num', 1, { most: Math.floor(mostLayers / layers) });
    const network: Albert = { ...encoder, embeddings, groups, inner };
    return {
      width,
      longest: embeddings.positions,
      types: embeddings.types > 1,
      pool: 'class_token',
      modules: [
        ...embeddingModules,
        ['embeddings_project', linear('encoder.embedding_hidden_mapping_in')],
        ...modulesOf(network),
        ['pooler', linear('pooler')],
        ['classifier', linear('classifier')],
        ...decoderModules(decoder),
      ],
      decoders: { masked: maskedDecoder(network) },
      hidden: pooler(width, layer.initializer),
      build: (b, inputs) => buildAlbert(b, inputs, network),
    };
  },
};
