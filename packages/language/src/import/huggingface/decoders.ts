/** What the networks of Transformers tell tokens by. Their last matrix is the table of the embeddings (`tie_word_embeddings`). */
import type { Decoder } from '../../backbones/card.js';
import { linear, norm, type TorchModule, table } from '../../backbones/torch-layout.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dense, layerNorm } from '../../graph/layers.js';
import { biasAdd, type NoAttrs } from '../../graph/ops/elementwise.js';
import { matMul } from '../../graph/ops/tensor.js';
import type { OpDefinition, Ref } from '../../graph/types.js';
import type { EncoderConfig } from './encoder-config.js';

/** The table of every architecture. */
const embeddingTable = 'word_embeddings/embeddings';

const scores = (b: GraphBuilder, x: Ref, name: string): Ref =>
  b.apply(matMul, [x, embeddingTable], { transposeA: false, transposeB: true }, name);

/** Without layers of its own: `GPT2LMHeadModel` of `models/gpt2/modeling_gpt2.py`. */
export const tiedDecoder: Decoder = {
  parameters: 0,
  build: (b, features) => scores(b, features, 'decoder/scores'),
};

/**
 * A dense layer, a norm, the table and a bias, in block `decoder`: `BertLMPredictionHead` of `models/bert/modeling_bert.py` and its
 * likes, whose names differ.
 * @param activation after the dense layer, where it is not that of the encoder's layers
 */
export function maskedDecoder(
  { width, embeddings, layer }: Pick<EncoderConfig, 'width' | 'embeddings' | 'layer'>,
  activation: OpDefinition<NoAttrs> = layer.activation,
): Decoder {
  const { words, width: embedded } = embeddings;
  const { epsilon, initializer } = layer;
  return {
    parameters: embedded * (width + 3) + words,
    build: (b, features) =>
      b.block('decoder', () => {
        const y = dense(b, 'decoder_dense', features, embedded, { initializer });
        const active = b.apply(activation, [y], {}, 'decoder/active');
        const x = scores(b, layerNorm(b, 'decoder_norm', active, { epsilon }), 'decoder/products');
        return b.layer('decoder', 'bias', () =>
          b.apply(biasAdd, [x, b.parameter('bias', [words], 'bias', 'zeros')], {}, 'scores'),
        );
      }),
  };
}

/** Where the parts of a decoder are in a file: beside the network. */
export interface DecoderNames {
  readonly dense: string;
  readonly norm: string;
  /** The module whose bias it is. */
  readonly bias: string;
}

export const decoderModules = (names: DecoderNames): readonly (readonly [string, TorchModule])[] => [
  ['decoder_dense', { ...linear(names.dense), beside: true }],
  ['decoder_norm', { ...norm(names.norm), beside: true }],
  ['decoder', { ...table(names.bias), beside: true }],
];

/** `cls.predictions` of BERT. */
export const bertDecoder: DecoderNames = {
  dense: 'cls.predictions.transform.dense',
  norm: 'cls.predictions.transform.LayerNorm',
  bias: 'cls.predictions',
};

/** `lm_head` of RoBERTa and MPNet. */
export const robertaDecoder: DecoderNames = {
  dense: 'lm_head.dense',
  norm: 'lm_head.layer_norm',
  bias: 'lm_head',
};

/** `lm_predictions` of the published DeBERTa-v3, which Transformers reads where `legacy` is false. */
export const debertaDecoder: DecoderNames = {
  dense: 'lm_predictions.lm_head.dense',
  norm: 'lm_predictions.lm_head.LayerNorm',
  bias: 'lm_predictions.lm_head',
};
