/** What BERT and the encoders after it say of themselves in a `config.json`, under the same names. */
import type { Initializer } from '../../graph/types.js';
import { ImportProblem } from '../model.js';
import { activationIn, type Config, noPrunedHeads, numberIn, only, wholeIn } from './config.js';
import type { EmbeddingSizes } from './embeddings.js';
import type { EncoderLayer } from './encoder-layer.js';

/** Values that Transformers takes where a file leaves them out; they differ between architectures. */
export interface EncoderDefaults {
  readonly vocab_size: number;
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  readonly max_position_embeddings: number;
  readonly type_vocab_size: number;
  readonly hidden_act: string;
  readonly hidden_dropout_prob: number;
  readonly attention_probs_dropout_prob: number;
}

/** Of `BertConfig`, which others repeat. */
export const bertDefaults: EncoderDefaults = {
  vocab_size: 30_522,
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  max_position_embeddings: 512,
  type_vocab_size: 2,
  hidden_act: 'gelu',
  hidden_dropout_prob: 0.1,
  attention_probs_dropout_prob: 0.1,
};

export interface EncoderConfig {
  readonly width: number;
  readonly layers: number;
  readonly embeddings: EmbeddingSizes;
  readonly layer: EncoderLayer;
}

/** More layers than any network has: a graph of millions of nodes would take all memory. */
export const mostLayers = 1024;

/** Far above any network's: attention takes memory with their square. */
export const mostPositions = 1 << 16;

/** Of every kernel and table. */
export const normalOf = (config: Config): Initializer => ({
  kind: 'truncated_normal',
  deviation: numberIn(config, 'initializer_range', 0.02, 100),
});

/** @throws ImportProblem where they do not divide it */
export function headsOf(heads: number, width: number): number {
  if (width % heads === 0) return heads;
  throw new ImportProblem(
    `its \`config.json\` has ${heads} heads of attention, which do not divide ${width} channels`,
  );
}

/** @throws ImportProblem for a value that is out of range or asks for another network */
export function readEncoder(config: Config, defaults: EncoderDefaults): EncoderConfig {
  only(config, 'position_embedding_type', 'absolute');
  only(config, 'is_decoder', false);
  only(config, 'add_cross_attention', false);
  noPrunedHeads(config);
  const whole = (name: keyof EncoderDefaults, range: Parameters<typeof wholeIn>[3] = {}) =>
    wholeIn(config, name, Number(defaults[name]), range);
  const share = (name: keyof EncoderDefaults) => numberIn(config, name, Number(defaults[name]));
  const width = whole('hidden_size');
  const epsilon = numberIn(config, 'layer_norm_eps', 1e-12);
  const dropout = share('hidden_dropout_prob');
  const initializer = normalOf(config);
  return {
    width,
    layers: whole('num_hidden_layers', { most: mostLayers }),
    embeddings: {
      words: whole('vocab_size'),
      positions: whole('max_position_embeddings', { most: mostPositions }),
      types: whole('type_vocab_size', { least: defaults.type_vocab_size === 0 ? 0 : 1 }),
      width,
      epsilon,
      dropout,
      initializer,
    },
    layer: {
      heads: headsOf(whole('num_attention_heads'), width),
      intermediate: whole('intermediate_size'),
      activation: activationIn(config, 'hidden_act', defaults.hidden_act),
      epsilon,
      dropout: { weights: share('attention_probs_dropout_prob'), attended: dropout, output: dropout },
      initializer,
    },
  };
}
