/** MPNet (`models/mpnet/modeling_mpnet.py`): an encoder whose attention knows how far tokens stand from each other. */
import { table } from '../../backbones/torch-layout.js';
import { gelu } from '../../graph/ops/elementwise.js';
import type { Architecture } from './architecture.js';
import { only } from './config.js';
import { countedPositions } from './counted-positions.js';
import { decoderModules, maskedDecoder, robertaDecoder } from './decoders.js';
import { embedTokens } from './embeddings.js';
import { buildEncoder } from './encoder.js';
import { bertDefaults, readEncoder } from './encoder-config.js';
import { encoderModules, type LayerNames } from './modules.js';
import { relativeBias } from './relative-bias.js';
import { countedLength } from './roberta.js';

const names: LayerNames = {
  query: 'attention.attn.q',
  key: 'attention.attn.k',
  value: 'attention.attn.v',
  attended: 'attention.attn.o',
  attendedNorm: 'attention.LayerNorm',
  intermediate: 'intermediate.dense',
  output: 'output.dense',
  outputNorm: 'output.LayerNorm',
};

const bias = 'relative_attention_bias';

/** Transformers computes 32, whatever its configuration says. */
const buckets = 32;

/** The number of its padding token is written into its code. */
const padding = 1;

/** Its published checkpoints hold no pooler that was trained, so it has no hidden layers to keep. */
export const mpnet: Architecture = {
  family: 'MPNet',
  paper: 'Song et al. 2020, MPNet: Masked and Permuted Pre-training, arXiv:2004.09297',
  reference: 'MPNetModel',
  tuneLimit: 5e-5,
  read(config) {
    only(config, 'relative_attention_num_buckets', buckets);
    const encoder = readEncoder(config, { ...bertDefaults, vocab_size: 30_527 });
    const { width, layers, layer } = encoder;
    const { heads, initializer } = layer;
    const embeddings = { ...encoder.embeddings, types: 0 };
    const longest = countedLength(embeddings.positions, padding);
    return {
      width,
      longest,
      types: false,
      pool: 'class_token',
      modules: [
        ...encoderModules(layers, names),
        [bias, table(`encoder.${bias}`)],
        ...decoderModules(robertaDecoder),
      ],
      decoders: { masked: maskedDecoder(encoder, gelu) },
      build: (b, inputs) =>
        buildEncoder(b, inputs, encoder, () => ({
          states: embedTokens(b, inputs, embeddings, countedPositions(b, inputs.mask, padding)),
          added: [relativeBias(b, bias, inputs.ids, { buckets, heads, longest, initializer })],
        })),
    };
  },
};
