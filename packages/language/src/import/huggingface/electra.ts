/** ELECTRA (`models/electra/modeling_electra.py`): a BERT whose embeddings may have fewer channels than its layers. */

import { linear } from '../../backbones/torch-layout.js';
import { dense } from '../../graph/layers.js';
import { gelu } from '../../graph/ops/elementwise.js';
import type { Architecture } from './architecture.js';
import { wholeIn } from './config.js';
import { type DecoderNames, decoderModules, maskedDecoder } from './decoders.js';
import { embedTokens } from './embeddings.js';
import { buildEncoder } from './encoder.js';
import { bertDefaults, readEncoder } from './encoder-config.js';
import { bertNames, encoderModules } from './modules.js';

const defaults = { ...bertDefaults, hidden_size: 256, num_attention_heads: 4, intermediate_size: 1024 };

const decoder: DecoderNames = {
  dense: 'generator_predictions.dense',
  norm: 'generator_predictions.LayerNorm',
  bias: 'generator_lm_head',
};

/** The discriminator and the generator are the same network. It has no pooler. */
export const electra: Architecture = {
  family: 'ELECTRA',
  paper: 'Clark et al. 2020, ELECTRA: Pre-training Text Encoders as Discriminators, arXiv:2003.10555',
  reference: 'ElectraModel',
  tuneLimit: 1e-4,
  read(config) {
    const encoder = readEncoder(config, defaults);
    const { width, layers, layer } = encoder;
    const embeddings = { ...encoder.embeddings, width: wholeIn(config, 'embedding_size', 128) };
    const projected = embeddings.width !== width;
    return {
      width,
      longest: embeddings.positions,
      types: embeddings.types > 1,
      pool: 'class_token',
      modules: [
        ...encoderModules(layers, bertNames),
        ['embeddings_project', linear('embeddings_project')],
        ...decoderModules(decoder),
      ],
      // The generator's; a discriminator has none.
      decoders: { masked: maskedDecoder({ width, embeddings, layer }, gelu) },
      build: (b, inputs) =>
        buildEncoder(b, inputs, encoder, () => {
          const states = embedTokens(b, inputs, embeddings);
          const { initializer } = layer;
          return {
            states: projected ? dense(b, 'embeddings_project', states, width, { initializer }) : states,
          };
        }),
    };
  },
};
