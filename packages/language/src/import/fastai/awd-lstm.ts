/**
 * AWD-LSTM as fastai 2.8 has it (`fastai/text/models/awdlstm.py`), the network of ULMFiT: an embedding and LSTM layers under five
 * kinds of dropout. Merity et al. 2017, arXiv:1708.02182. States begin at zero with each text; fastai reads a long text in
 * pieces of `seq_len` tokens and draws new masks for each, and here one mask is for the whole text.
 */
import type { BackboneValues, TensorLocation, WeightLayout } from '../../backbones/card.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dropped } from '../../graph/layers.js';
import { biasAdd } from '../../graph/ops/elementwise.js';
import { gather } from '../../graph/ops/indexing.js';
import { matMul } from '../../graph/ops/tensor.js';
import { recurrent, tokenCounts } from '../../graph/recurrent.js';
import type { Ref } from '../../graph/types.js';
import { isRecord } from '../../record.js';
import { type Config, numberIn, only, wholeIn } from '../huggingface/config.js';

export interface AwdLstm {
  /** Tokens of the vocabulary. */
  readonly words: number;
  /** Channels of the embeddings and of the last layer. */
  readonly width: number;
  /** Of the layers before the last. */
  readonly hidden: number;
  readonly layers: number;
  /** Shares of words of the vocabulary, of channels before the first layer and between layers, and of recurrent weights. */
  readonly dropout: {
    readonly embedding: number;
    readonly input: number;
    readonly hidden: number;
    readonly weight: number;
  };
}

const mostLayers = 16;

/** @param config as `awd_lstm_clas_config`, whose values are taken where it has none @throws ImportProblem */
export function readAwdLstm(config: Config, words: number): AwdLstm {
  only(config, 'bidir', false);
  return {
    words,
    width: wholeIn(config, 'emb_sz', 400),
    hidden: wholeIn(config, 'n_hid', 1152),
    layers: wholeIn(config, 'n_layers', 3, { most: mostLayers }),
    dropout: {
      embedding: numberIn(config, 'embed_p', 0.05),
      input: numberIn(config, 'input_p', 0.4),
      hidden: numberIn(config, 'hidden_p', 0.3),
      weight: numberIn(config, 'weight_p', 0.5),
    },
  };
}

/** One that was read as JSON; undefined where it is none. */
export function awdLstmForm(value: unknown): AwdLstm | undefined {
  if (!isRecord(value) || !isRecord(value.dropout)) return undefined;
  const { words, width, hidden, layers } = value;
  const { embedding, input, hidden: between, weight } = value.dropout;
  const isSize = (size: unknown): size is number => Number.isInteger(size) && Number(size) > 0;
  const isShare = (share: unknown): share is number => typeof share === 'number' && share >= 0 && share < 1;
  if (!isSize(words) || !isSize(width) || !isSize(hidden) || !isSize(layers) || layers > mostLayers)
    return undefined;
  if (!isShare(embedding) || !isShare(input) || !isShare(between) || !isShare(weight)) return undefined;
  return { words, width, hidden, layers, dropout: { embedding, input, hidden: between, weight } };
}

const table = 'encoder/embeddings';

/** `[batch,tokens] -> [batch,tokens,width]`, in blocks `embeddings`, `layer0`, `layer1` … */
export function buildAwdLstm(
  b: GraphBuilder,
  { ids, mask }: { readonly ids: Ref; readonly mask: Ref },
  { words, width, hidden, layers, dropout: shares }: AwdLstm,
): Ref {
  const lengths = tokenCounts(b, 'lengths', mask);
  let x = b.block('embeddings', () => {
    const embedded = b.layer('encoder', 'embedding', () => {
      const rows = b.parameter('embeddings', [words, width], 'embedding', { kind: 'uniform', limit: 0.1 });
      const kept = dropped(b, rows, shares.embedding, 'word_dropout', 'example');
      return b.apply(gather, [kept, ids], {}, 'looked_up');
    });
    return dropped(b, embedded, shares.input, 'embeddings/dropout', 'tokens');
  });
  for (let n = 0; n < layers; n++) {
    const isLast = n === layers - 1;
    const units = isLast ? width : hidden;
    x = b.block(`layer${n}`, () => {
      const states = recurrent(b, `layer${n}`, x, 'lstm', {
        units,
        lengths,
        twoBiases: true,
        weightDropout: shares.weight,
        initializer: { kind: 'uniform', limit: 1 / Math.sqrt(units) },
      });
      return dropped(b, states, isLast ? 0 : shares.hidden, `layer${n}/dropout`, 'tokens');
    });
  }
  return x;
}

/** The decoder of the language model: scores of the words, by their embeddings. `[batch,tokens,words]`. */
export const buildDecoder = (b: GraphBuilder, { features }: BackboneValues, { words }: AwdLstm): Ref =>
  b.block('decoder', () =>
    b.layer('decoder', 'tied_dense', () => {
      const products = b.apply(matMul, [features, table], { transposeA: false, transposeB: true }, 'matmul');
      return b.apply(biasAdd, [products, b.parameter('bias', [words], 'bias', 'zeros')], {}, 'bias_add');
    }),
  );

const lstmTensors: Readonly<Record<string, Pick<TensorLocation, 'tensor' | 'transpose'>>> = {
  kernel: { tensor: 'module.weight_ih_l0', transpose: 'oi' },
  recurrent_kernel: { tensor: 'weight_hh_l0_raw', transpose: 'oi' },
  bias: { tensor: 'module.bias_ih_l0', transpose: 'none' },
  recurrent_bias: { tensor: 'module.bias_hh_l0', transpose: 'none' },
};

/** @param encoder what stands before the names of the encoder: `0.` in a whole language model */
const layout = (name: string, encoder: string): WeightLayout => ({
  name,
  locate(parameter) {
    if (parameter === table) return { tensor: `${encoder}encoder.weight`, transpose: 'none' };
    if (parameter === 'decoder/bias') return { tensor: '1.decoder.bias', transpose: 'none' };
    const [, n, part = ''] = /^layer(\d+)\/(\w+)$/.exec(parameter) ?? [];
    const place = lstmTensors[part];
    if (n === undefined || !place) throw new Error(`The layout ${name} knows no parameter ${parameter}.`);
    return { ...place, tensor: `${encoder}rnns.${n}.${place.tensor}` };
  },
});

/** A language model as `learn.save` and the published files have it, and what `learn.save_encoder` gives. */
export const awdLstmLayouts: readonly WeightLayout[] = [layout('fastai', '0.'), layout('fastai encoder', '')];

/** The decoder, whose matrix is that of the embeddings, and copies that dropout was applied to. */
export const isCopy = (tensor: string): boolean =>
  /(^|\.)(encoder_dp\.emb\.weight|rnns\.\d+\.module\.weight_hh_l0|decoder\.(weight|bias))$/.test(tensor);
