/** DistilBERT (`models/distilbert/modeling_distilbert.py`): a BERT of half the layers, without types of tokens. */
import type { Architecture } from './architecture.js';
import { activationIn, type Config, noPrunedHeads, numberIn, wholeIn } from './config.js';
import { type DecoderNames, decoderModules, maskedDecoder } from './decoders.js';
import { buildEncoder } from './encoder.js';
import { type EncoderConfig, headsOf, mostLayers, mostPositions, normalOf } from './encoder-config.js';
import { encoderModules, type LayerNames } from './modules.js';

const names: LayerNames = {
  query: 'attention.q_lin',
  key: 'attention.k_lin',
  value: 'attention.v_lin',
  attended: 'attention.out_lin',
  attendedNorm: 'sa_layer_norm',
  intermediate: 'ffn.lin1',
  output: 'ffn.lin2',
  outputNorm: 'output_layer_norm',
};

const decoder: DecoderNames = { dense: 'vocab_transform', norm: 'vocab_layer_norm', bias: 'vocab_projector' };

/** Of all its normalizations; no configuration changes it. */
const epsilon = 1e-12;

function readConfig(config: Config): EncoderConfig {
  noPrunedHeads(config);
  const width = wholeIn(config, 'dim', 768);
  const dropout = numberIn(config, 'dropout', 0.1);
  const initializer = normalOf(config);
  return {
    width,
    layers: wholeIn(config, 'n_layers', 6, { most: mostLayers }),
    embeddings: {
      words: wholeIn(config, 'vocab_size', 30_522),
      positions: wholeIn(config, 'max_position_embeddings', 512, { most: mostPositions }),
      fixedPositions: config.sinusoidal_pos_embds === true,
      types: 0,
      width,
      epsilon,
      dropout,
      initializer,
    },
    layer: {
      heads: headsOf(wholeIn(config, 'n_heads', 12), width),
      intermediate: wholeIn(config, 'hidden_dim', 4 * 768),
      activation: activationIn(config, 'activation', 'gelu'),
      epsilon,
      // What attention gives is not dropped here.
      dropout: { weights: numberIn(config, 'attention_dropout', 0.1), attended: 0, output: dropout },
      initializer,
    },
  };
}

/** Its classifiers' `pre_classifier` is not pre-trained, so it has no hidden layers to keep. */
export const distilbert: Architecture = {
  family: 'DistilBERT',
  paper: 'Sanh et al. 2019, DistilBERT, a distilled version of BERT, arXiv:1910.01108',
  reference: 'DistilBertModel',
  tuneLimit: 5e-5,
  read(config) {
    const encoder = readConfig(config);
    const { width, embeddings } = encoder;
    return {
      width,
      longest: embeddings.positions,
      types: false,
      pool: 'class_token',
      modules: [...encoderModules(encoder.layers, names, 'transformer.layer'), ...decoderModules(decoder)],
      decoders: { masked: maskedDecoder(encoder) },
      build: (b, inputs) => buildEncoder(b, inputs, encoder),
    };
  },
};
