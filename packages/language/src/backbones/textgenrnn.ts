/**
 * textgenrnn 2.0.0 (`textgenrnn/model.py`): a language model of characters, two LSTM layers whose states stand beside the embeddings.
 * It reads 40 characters; shorter texts have zeros before them, which it has learned to read.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { dense, embedding } from '../graph/layers.js';
import { cast } from '../graph/ops/arrange.js';
import { add, mul, softmax, sub } from '../graph/ops/elementwise.js';
import { hidden } from '../graph/ops/masks.js';
import { concat, matMul, reduceSum, reshape } from '../graph/ops/tensor.js';
import { recurrent, tokenCounts } from '../graph/recurrent.js';
import { int32 } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import { type FilesTokenizer, type TextPreprocessing, textInputs } from '../modalities/text/preprocessing.js';
import type { Backbone, TensorLocation, WeightLayout } from './card.js';
import { topBlock } from './published-top.js';
import { textgenrnnCharacters } from './textgenrnn-vocabulary.js';

const longest = 40;
const width = 100;
const units = 128;
const features = width + 2 * units;
/** The characters, what begins a text, and 0 for all others. */
const words = [...textgenrnnCharacters].length + 2;
const beginning = '<s>';
/** The number of what begins a text, and ends one. */
const begin = words - 1;
/** What stands before a short text, and for characters that are not known. */
const filler = 0;

/** A character a token; what is none of the vocabulary's is 0, as is what stands before a short text. */
function tokenizer(): FilesTokenizer {
  const characters = [...textgenrnnCharacters].map((character, i) => [character, i + 1] as const);
  const first = [{ SpecialToken: { id: beginning, type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }];
  const json = {
    version: '1.0',
    added_tokens: [],
    pre_tokenizer: { type: 'Split', pattern: { Regex: '[\\s\\S]' }, behavior: 'Isolated', invert: false },
    model: {
      type: 'WordLevel',
      unk_token: '<unknown>',
      vocab: { '<unknown>': filler, ...Object.fromEntries(characters), [beginning]: begin },
    },
    post_processor: {
      type: 'TemplateProcessing',
      single: first,
      pair: [...first, { Sequence: { id: 'B', type_id: 1 } }],
      special_tokens: { [beginning]: { id: beginning, ids: [begin], tokens: [beginning] } },
    },
    decoder: { type: 'Fuse' },
  };
  return { kind: 'files', files: { 'tokenizer.json': JSON.stringify(json) } };
}

/** `[batch,tokens] -> [batch,tokens,356]`, in blocks `embeddings`, `layer0`, `layer1`; the last has all three beside each other. */
function build(b: GraphBuilder, ids: Ref, mask?: Ref): Ref {
  const options = { units, lengths: mask && tokenCounts(b, 'lengths', mask) };
  const embedded = b.block('embeddings', () =>
    embedding(b, 'embedding', ids, { rows: words, width, initializer: { kind: 'uniform', limit: 0.05 } }),
  );
  const first = b.block('layer0', () => recurrent(b, 'rnn_1', embedded, 'lstm', options));
  return b.block('layer1', () => {
    const second = recurrent(b, 'rnn_2', first, 'lstm', options);
    return b.apply(concat, [embedded, first, second], {}, 'rnn_concat');
  });
}

/** The mean of the tokens, each weighed by the softmax of one product: `AttentionWeightedAverage`. `[batch,356]`. */
function weighedAverage(b: GraphBuilder, x: Ref, mask?: Ref): Ref {
  return b.layer('attention', 'attention', () => {
    const [batch, tokens] = b.type(x).shape;
    const kernel = b.parameter('kernel', [features, 1], 'kernel', { kind: 'uniform', limit: 0.05 });
    const products = b.apply(matMul, [x, kernel], { transposeA: false, transposeB: false }, 'products');
    const scores = b.apply(reshape, [products], { shape: [batch!, tokens!] }, 'scores');
    const shares = b.apply(softmax, [mask === undefined ? scores : masked(b, scores, mask)], {}, 'shares');
    const weights = b.apply(reshape, [shares], { shape: [batch!, tokens!, 1] }, 'weights');
    const weighed = b.apply(mul, [x, weights], {}, 'weighed');
    return b.apply(reduceSum, [weighed], { axes: [1], keepDims: false }, 'average');
  });
}

function masked(b: GraphBuilder, scores: Ref, mask: Ref): Ref {
  const seen = b.apply(cast, [mask], { dtype: 'float32' }, 'seen');
  const absent = b.apply(sub, [b.constant('attention/one', 1), seen], {}, 'absent');
  return b.apply(
    add,
    [scores, b.apply(mul, [absent, b.constant('attention/hidden', hidden)], {}, 'lowered')],
    {},
  );
}

/** The logits of the next character, `[…,356] -> […,465]`. */
const scores = (b: GraphBuilder, average: Ref): Ref =>
  b.block('decoder', () => dense(b, 'output', average, words));

/** After a window, all of whose tokens are read, those before a short text too. `[batch,tokens] -> [batch,356]`. */
function windowAverage(b: GraphBuilder, ids: Ref): Ref {
  const features = build(b, ids);
  return b.block(topBlock, () => weighedAverage(b, features));
}

/**
 * The windows before as many characters, each read by itself, as `windowAverage`: textgenrnn learns so, and tells no character but the
 * one behind a window. `[batch,n,window] -> [batch,n,356]`.
 */
function windowAverages(b: GraphBuilder, windows: Ref): Ref {
  const [batch, count, window] = b.type(windows).shape;
  const each = b.apply(reshape, [windows], { shape: ['rows', window!] }, 'windows/each');
  const averages = windowAverage(b, each);
  return b.apply(reshape, [averages], { shape: [batch!, count!, features] }, 'windows/averages');
}

type Place = Omit<TensorLocation, 'tensor'>;
const plain: Place = { transpose: 'none' };

/**
 * Kernels as CuDNN has them, gate by gate, and two biases: the published weights were saved on a GPU. Source:
 * `_convert_rnn_weights` in keras/src/legacy/saving of Keras 2.
 */
const cudnn = (inputs: number): Readonly<Record<string, Place>> => ({
  kernel: {
    transpose: 'none',
    turn: { view: [inputs, 4, units], permute: [1, 0, 2] },
    thenTurn: { view: [4, units, inputs], permute: [2, 0, 1] },
  },
  recurrent_kernel: { transpose: 'none', turn: { view: [units, 4, units], permute: [2, 1, 0] } },
  bias: { transpose: 'none', summed: 2 },
});

const layout = (name: string, cells: (inputs: number) => Readonly<Record<string, Place>>): WeightLayout => {
  const layers: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
    embedding: { embeddings: plain },
    rnn_1: cells(width),
    rnn_2: cells(units),
    // `attention_W`, which is how Keras 1 called a kernel: names are made equal before.
    attention: { kernel: plain },
    output: { kernel: plain, bias: plain },
  };
  return {
    name,
    locate(parameter) {
      const [layer = '', variable = ''] = parameter.split('/');
      const place = layers[layer]?.[variable];
      if (!place) throw new Error(`The layout ${name} knows no parameter ${parameter}.`);
      return { tensor: parameter, ...place };
    },
  };
};

export const textgenrnn: Backbone<TextPreprocessing> = {
  name: 'textgenrnn',
  title: 'textgenrnn',
  family: 'textgenrnn',
  modality: 'text',
  paper: 'Woolf 2017, textgenrnn; the attention of Felbo et al. 2017, DeepMoji, arXiv:1708.00524',
  reference: 'textgenrnn 2.0.0 in Keras',
  inputSize: { native: longest, minimum: 2, multipleOf: 1 },
  tokens: { prefix: 0, padded: true, pool: 'average' },
  preprocessing: { tokenizer: tokenizer(), filled: { to: longest, with: filler, begin } },
  parameters: 295_332,
  sources: [
    {
      name: 'reddit',
      format: 'h5',
      layout: 'cudnn',
      sha256: '6a89ca4235ed9f00be7b2acd65d5fe4a099967d676bfe20afb696106286ffbca',
      bytes: 1_874_468,
      origins: [
        {
          kind: 'pip',
          package: 'textgenrnn',
          version: '2.0.0',
          path: 'textgenrnn-2.0.0/textgenrnn/textgenrnn_weights.hdf5',
          form: 'sources',
        },
      ],
      licence: 'MIT',
      trainedOn: 'Titles of Reddit submissions',
    },
  ],
  layouts: [
    layout('cudnn', cudnn),
    layout('keras', () => ({ kernel: plain, recurrent_kernel: plain, bias: plain })),
  ],
  // The published top, and a second classifier that reads a context beside the text.
  unread: (tensor) => /^(attention|context_\w+)\//.test(tensor),
  tuneLimit: 4e-3,
  inputs: () => [textInputs.ids, textInputs.mask].map((name) => ({ name, type: int32('batch', 'tokens') })),
  build(b, inputs) {
    const [ids, mask] = [inputs[textInputs.ids]!, inputs[textInputs.mask]!];
    return { features: build(b, ids, mask), mask };
  },
  classifier: {
    features,
    classes: words,
    kernel: 'output/kernel',
    bias: 'output/bias',
    hidden: { parameters: features, build: weighedAverage },
  },
  decoders: {
    word: {
      parameters: features + (features + 1) * words,
      inputs: (size) => [
        { name: textInputs.windows, type: int32('batch', size, size) },
        { name: textInputs.answers, type: int32('batch', size) },
      ],
      under: (b, inputs) => ({ features: windowAverages(b, inputs[textInputs.windows]!) }),
      build: scores,
    },
  },
  continuation: {
    keeps: 'window',
    tokens: longest,
    filler,
    end: begin,
    never: [filler],
    logits: (b, ids) => scores(b, windowAverage(b, ids)),
  },
};
