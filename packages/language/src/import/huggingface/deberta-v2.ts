/** DeBERTa's second version and third, which differ in how they were trained (`models/deberta_v2/modeling_deberta_v2.py`). */
import { norm, table } from '../../backbones/torch-layout.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dropped, embedding, layerNorm } from '../../graph/layers.js';
import { cast } from '../../graph/ops/arrange.js';
import { mul } from '../../graph/ops/elementwise.js';
import { paddingMask } from '../../graph/ops/masks.js';
import { reshape } from '../../graph/ops/tensor.js';
import type { Ref } from '../../graph/types.js';
import { ImportProblem } from '../model.js';
import type { Architecture } from './architecture.js';
import { type Config, only, valueIn, wholeIn } from './config.js';
import { bertDecoder, debertaDecoder, decoderModules, maskedDecoder } from './decoders.js';
import { type Distances, disentangledAttention, distanceRows, logBucket } from './disentangled-attention.js';
import type { TextInputs } from './embeddings.js';
import { bertDefaults, type EncoderConfig, readEncoder } from './encoder-config.js';
import { encoderLayer } from './encoder-layer.js';
import { encoderModules, type LayerNames } from './modules.js';

const defaults = {
  ...bertDefaults,
  vocab_size: 128_100,
  hidden_size: 1536,
  num_hidden_layers: 24,
  num_attention_heads: 24,
  intermediate_size: 6144,
  type_vocab_size: 0,
};

const names: LayerNames = {
  query: 'attention.self.query_proj',
  key: 'attention.self.key_proj',
  value: 'attention.self.value_proj',
  attended: 'attention.output.dense',
  attendedNorm: 'attention.output.LayerNorm',
  intermediate: 'intermediate.dense',
  output: 'output.dense',
  outputNorm: 'output.LayerNorm',
};

interface Deberta extends EncoderConfig {
  readonly distances: Distances;
}

/** What the published networks have in common; others that the code of Transformers allows are refused. */
function readConfig(config: Config): Deberta {
  only(config, 'relative_attention', true, false);
  only(config, 'share_att_key', true, false);
  only(config, 'position_biased_input', false, true);
  only(config, 'norm_rel_ebd', 'layer_norm', 'none');
  only(config, 'conv_kernel_size', 0);
  bothTerms(config);
  only(config, 'type_vocab_size', 0);
  const encoder = readEncoder({ layer_norm_eps: 1e-7, ...config }, defaults);
  only(config, 'embedding_size', encoder.width);
  only(config, 'attention_head_size', encoder.width / encoder.layer.heads);
  const longest = encoder.embeddings.positions;
  const given = Number(valueIn(config, 'max_relative_positions') ?? -1);
  const most = given < 1 ? longest : wholeIn(config, 'max_relative_positions', longest);
  const buckets = Number(valueIn(config, 'position_buckets') ?? -1);
  const span = buckets < 1 ? most : wholeIn(config, 'position_buckets', most);
  const bucketOf = (distance: number): number =>
    buckets < 1 ? distance : logBucket(distance, buckets, most);
  return { ...encoder, distances: { span, longest, bucketOf } };
}

/** A list, or words between bars. */
function bothTerms(config: Config): void {
  const given = valueIn(config, 'pos_att_type') ?? [];
  const terms = Array.isArray(given) ? given : String(given).toLowerCase().split('|');
  if (
    [...terms]
      .map((term) => String(term).trim())
      .sort()
      .join() === 'c2p,p2c'
  )
    return;
  throw new ImportProblem(
    'its `config.json` says something else of `pos_att_type` than `p2c` and `c2p`, and only both together are supported',
  );
}

/** `[batch,tokens,width]`, in blocks `embeddings`, `layer0`, `layer1` …; the table of distances belongs to the embeddings. */
function buildDeberta(b: GraphBuilder, { ids, mask }: TextInputs, deberta: Deberta): Ref {
  const { width, layers, embeddings, layer, distances } = deberta;
  const { epsilon, initializer, heads, dropout } = layer;
  const hidden = paddingMask(b, mask);
  const rows = distanceRows(b, ids, distances);
  let known = '';
  let x = b.block('embeddings', () => {
    const initial = b.layer('relative_embeddings', 'embedding', () =>
      b.parameter('embeddings', [2 * distances.span, width], 'embedding', initializer),
    );
    known = layerNorm(b, 'relative_embeddings_norm', initial, { epsilon });
    const words = embedding(b, 'word_embeddings', ids, { rows: embeddings.words, width, initializer });
    const normal = layerNorm(b, 'embeddings_norm', words, { epsilon });
    const seen = b.apply(cast, [mask], { dtype: 'float32' }, 'embeddings/mask');
    const each = b.apply(reshape, [seen], { shape: ['batch', 'tokens', 1] }, 'embeddings/seen');
    const present = b.apply(mul, [normal, each], {}, 'embeddings/present');
    return dropped(b, present, embeddings.dropout, 'embeddings/kept');
  });
  const shares = { weights: dropout.weights, table: embeddings.dropout };
  const attend = (name: string, y: Ref): Ref =>
    disentangledAttention(b, name, y, {
      heads,
      table: known,
      rows,
      mask: hidden,
      dropout: shares,
      initializer,
    });
  for (let n = 0; n < layers; n++) {
    const name = `layer${n}`;
    x = b.block(name, () => encoderLayer(b, name, x, layer, attend), { residual: true });
  }
  return x;
}

export const debertaV2: Architecture = {
  family: 'DeBERTa',
  paper: 'He et al. 2021, DeBERTaV3, arXiv:2111.09543',
  reference: 'DebertaV2Model',
  tuneLimit: 5e-5,
  read(config) {
    const network = readConfig(config);
    return {
      width: network.width,
      longest: network.distances.longest,
      types: false,
      pool: 'class_token',
      modules: [
        ...encoderModules(network.layers, names),
        ['relative_embeddings', table('encoder.rel_embeddings')],
        ['relative_embeddings_norm', norm('encoder.LayerNorm')],
        ...decoderModules(bertDecoder),
      ],
      renamed: decoderModules(debertaDecoder),
      decoders: { masked: maskedDecoder(network) },
      build: (b, inputs) => buildDeberta(b, inputs, network),
    };
  },
};
