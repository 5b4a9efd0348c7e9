/**
 * AWD-LSTM as fastai 2.8 has it (`fastai/text/models/awdlstm.py`), the network of ULMFiT: an embedding and LSTM layers under five
 * kinds of dropout. Merity et al. 2017, arXiv:1708.02182. States begin at zero with each text; fastai reads a long text in
 * pieces of `seq_len` tokens and draws new masks for each, and here one mask is for the whole text.
 */
import type { TensorLocation, WeightLayout } from '../../backbones/card.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dropped } from '../../graph/layers.js';
import { biasAdd } from '../../graph/ops/elementwise.js';
import { gather } from '../../graph/ops/indexing.js';
import { matMul } from '../../graph/ops/tensor.js';
import { lastStates, type RecurrentStates, recurrent, tokenCounts } from '../../graph/recurrent.js';
import type { Ref } from '../../graph/types.js';
import { isRecord } from '../../record.js';
import { type Config, numberIn, only, wholeIn } from '../huggingface/config.js';
import { runLayout } from '../huggingface/layout.js';
import type { Vocabulary } from './vocabulary.js';

export interface AwdLstm {
  /** Tokens of the vocabulary. */
  readonly words: number;
  /** Channels of the embeddings and of the last layer. */
  readonly width: number;
  /** Of the layers before the last. */
  readonly hidden: number;
  readonly layers: number;
  /** Under a head. */
  readonly dropout: Dropouts;
  /** Under its decoder, and before it. */
  readonly writing: Dropouts & { readonly output: number };
  /** The word that begins a text, so that the one before has ended; null where the vocabulary has none. */
  readonly begin: number | null;
  /** What stands for words that are not known, and what fills the vocabulary up. */
  readonly never: readonly number[];
}

/** Shares of words of the vocabulary, of channels before the first layer and between layers, and of recurrent weights. */
export interface Dropouts {
  readonly embedding: number;
  readonly input: number;
  readonly hidden: number;
  readonly weight: number;
}

const mostLayers = 16;

/** As `awd_lstm_clas_config` and `awd_lstm_lm_config`. */
const usual = {
  head: { embedding: 0.05, input: 0.4, hidden: 0.3, weight: 0.5 },
  decoder: { embedding: 0.02, input: 0.25, hidden: 0.15, weight: 0.2, output: 0.1 },
} as const;

/** @param config whose shares hold for both uses; the usual ones are taken where it has none @throws ImportProblem */
export function readAwdLstm(config: Config, { size, begin, never }: Vocabulary): AwdLstm {
  only(config, 'bidir', false);
  const shares = ({ embedding, input, hidden, weight }: Dropouts): Dropouts => ({
    embedding: numberIn(config, 'embed_p', embedding),
    input: numberIn(config, 'input_p', input),
    hidden: numberIn(config, 'hidden_p', hidden),
    weight: numberIn(config, 'weight_p', weight),
  });
  return {
    words: size,
    width: wholeIn(config, 'emb_sz', 400),
    hidden: wholeIn(config, 'n_hid', 1152),
    layers: wholeIn(config, 'n_layers', 3, { most: mostLayers }),
    dropout: shares(usual.head),
    writing: { ...shares(usual.decoder), output: numberIn(config, 'output_p', usual.decoder.output) },
    begin,
    never,
  };
}

/** One that was read as JSON; undefined where it is none. */
export function awdLstmForm(value: unknown): AwdLstm | undefined {
  if (!isRecord(value)) return undefined;
  const { words, width, hidden, layers } = value;
  const dropout = dropoutsForm(value.dropout);
  const writing = dropoutsForm(value.writing);
  const output = isRecord(value.writing) ? value.writing.output : undefined;
  const isSize = (size: unknown): size is number => Number.isInteger(size) && Number(size) > 0;
  if (!isSize(words) || !isSize(width) || !isSize(hidden) || !isSize(layers) || layers > mostLayers)
    return undefined;
  if (!dropout || !writing || !isShare(output)) return undefined;
  const { begin, never } = value;
  const isWord = (word: unknown): word is number => Number.isInteger(word) && Number(word) < words;
  if (!(begin === null || isWord(begin)) || !Array.isArray(never) || !never.every(isWord)) return undefined;
  return { words, width, hidden, layers, dropout, writing: { ...writing, output }, begin, never };
}

const isShare = (share: unknown): share is number => typeof share === 'number' && share >= 0 && share < 1;

function dropoutsForm(value: unknown): Dropouts | undefined {
  if (!isRecord(value)) return undefined;
  const { embedding, input, hidden, weight } = value;
  if (!isShare(embedding) || !isShare(input) || !isShare(hidden) || !isShare(weight)) return undefined;
  return { embedding, input, hidden, weight };
}

const table = 'encoder/embeddings';

export interface AwdLstmInputs {
  readonly ids: Ref;
  readonly mask: Ref;
  /** h and c of each layer before the first token, `[batch,units]`; zeros where they are left out. */
  readonly first?: readonly RecurrentStates[];
}

export interface AwdLstmValues {
  /** `[batch,tokens,width]`. */
  readonly features: Ref;
  /** h and c of each layer after the last token, `[batch,units]`. */
  readonly last: readonly RecurrentStates[];
}

/** In blocks `embeddings`, `layer0`, `layer1` … */
export function buildAwdLstm(
  b: GraphBuilder,
  { ids, mask, first }: AwdLstmInputs,
  { words, width, layers, ...sizes }: AwdLstm,
  shares: Dropouts,
): AwdLstmValues {
  const lengths = tokenCounts(b, 'lengths', mask);
  const last: RecurrentStates[] = [];
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
    const units = isLast ? width : sizes.hidden;
    x = b.block(`layer${n}`, () => {
      const states = recurrent(b, `layer${n}`, x, 'lstm', {
        units,
        lengths,
        first: first?.[n],
        twoBiases: true,
        weightDropout: shares.weight,
        initializer: { kind: 'uniform', limit: 1 / Math.sqrt(units) },
      });
      last.push(lastStates(states));
      return dropped(b, states, isLast ? 0 : shares.hidden, `layer${n}/dropout`, 'tokens');
    });
  }
  return { features: x, last };
}

/** Channels of the states of each layer. */
export const unitsOf = ({ layers, hidden, width }: AwdLstm): readonly number[] =>
  Array.from({ length: layers }, (_, n) => (n === layers - 1 ? width : hidden));

/** Scores of the words, by their embeddings, `[…,width] -> […,words]`: `LinearDecoder` of `fastai/text/models/core.py`. */
export const buildDecoder = (b: GraphBuilder, states: Ref, { words, writing }: AwdLstm): Ref =>
  b.block('decoder', () =>
    b.layer('decoder', 'tied_dense', () => {
      const kept = dropped(b, states, writing.output, 'dropout', 'tokens');
      const products = b.apply(matMul, [kept, table], { transposeA: false, transposeB: true }, 'matmul');
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

/** A language model as `learn.save` and the published files have it, what `learn.save_encoder` gives, and a run's own. */
export const awdLstmLayouts: readonly WeightLayout[] = [
  layout('fastai', '0.'),
  layout('fastai encoder', ''),
  runLayout,
];

/** The decoder, whose matrix is that of the embeddings, and copies that dropout was applied to. */
export const isCopy = (tensor: string): boolean =>
  /(^|\.)(encoder_dp\.emb\.weight|rnns\.\d+\.module\.weight_hh_l0|decoder[./](weight|bias))$/.test(tensor);
