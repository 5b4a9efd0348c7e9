/**
 * BERT as Transformers has it (`models/bert/modeling_bert.py`); MiniLM, BERT's small versions and most sentence encoders are
 * BERTs of other sizes.
 */
import type { Architecture } from './architecture.js';
import { bertDecoder, decoderModules, maskedDecoder } from './decoders.js';
import { buildEncoder } from './encoder.js';
import { bertDefaults, readEncoder } from './encoder-config.js';
import { bertNames, encoderModules, topModules } from './modules.js';
import { pooler } from './pooler.js';

export const bert: Architecture = {
  family: 'BERT',
  paper: 'Devlin et al. 2018, BERT: Pre-training of Deep Bidirectional Transformers, arXiv:1810.04805',
  reference: 'BertModel',
  tuneLimit: 5e-5,
  read(config) {
    const encoder = readEncoder(config, bertDefaults);
    const { width, layers, embeddings, layer } = encoder;
    return {
      width,
      longest: embeddings.positions,
      types: embeddings.types > 1,
      pool: 'class_token',
      modules: [...encoderModules(layers, bertNames), ...topModules, ...decoderModules(bertDecoder)],
      decoders: { masked: maskedDecoder(encoder) },
      hidden: pooler(width, layer.initializer),
      build: (b, inputs) => buildEncoder(b, inputs, encoder),
    };
  },
};
