import type { HeadLayer, RecurrentLayer } from '../resolve/pipeline.js';
import type { Units } from '../tasks/definition.js';
import { convolution } from './head-convolution.js';
import { headPresets, type Preset } from './head-presets.js';
import { activation, hiddenUnits, ownActivation } from './head-values.js';
import { misfit } from './misfit.js';
import { number, percent, positive, whole } from './numbers.js';
import { single } from './single.js';
import { optional, required, type ValueType } from './types.js';
import { boolean, type CallSpec, call, choice, oneCall } from './words.js';
import { writeValue } from './write.js';

const outputs = {
  classes: 'One for each class in the data.',
  targets: 'One for each number that is predicted.',
  tags: 'One for each tag that a word may have, for every word.',
} as const satisfies Readonly<Record<Units, string>>;

const unitNames = Object.keys(outputs) as readonly Units[];

const units: ValueType<number | Units> = {
  description: 'a whole number from 1 to 65536, `classes`, `targets`, or `tags`',
  words: unitNames.map((name) => ({ name, doc: outputs[name], example: name, parameters: {} })),
  ...(hiddenUnits.number ? { number: hiddenUnits.number } : {}),
  read: single((seen, reader) => {
    if (seen.kind !== 'word' || seen.called) return hiddenUnits.read([seen], reader);
    const found = unitNames.find((name) => name === seen.name);
    return found ?? misfit(seen, units.description, reader, unitNames);
  }),
};

const initializer = choice({
  glorot_uniform: { means: 'glorot_uniform', doc: "Uniform, as Keras's Dense (Glorot and Bengio 2010)." },
  he_normal: { means: 'he_normal', doc: 'Normal, of deviation √(2/inputs), for ReLU (arXiv:1502.01852).' },
});

/** A layer that reads the tokens one after another. */
function recurrent(kind: RecurrentLayer['kind'], doc: string): CallSpec<HeadLayer> {
  return call({
    name: kind,
    doc,
    example: `${kind}(128, bidirectional: true)`,
    parameters: {
      units: required(whole(1, 4096), 128, 'Size of the state, of each direction.', '128'),
      bidirectional: optional(
        boolean,
        false,
        'false',
        'Whether a second one reads from the last token to the first; what both give stands side by side.',
        'bidirectional: true',
      ),
      return: optional(
        choice({
          last: { means: 'last', doc: 'The state after the last token: a vector.' },
          sequence: { means: 'sequence', doc: 'The state after each token, for a `pool` or another `lstm`.' },
        }),
        'last',
        'last',
        'What it gives.',
        'return: sequence',
      ),
    },
    means: ({ units: size, bidirectional, return: gives }): HeadLayer => ({
      kind,
      units: size,
      ...(bidirectional ? { bidirectional } : {}),
      ...(gives === 'sequence' ? { return: gives } : {}),
    }),
  });
}

const layers: readonly CallSpec<HeadLayer>[] = [
  call({
    name: 'pool',
    doc: "Pools each channel of the backbone's features over their positions.",
    example: 'pool(average)',
    parameters: {
      mode: optional(
        choice({
          average: { means: 'average', doc: 'The mean.' },
          max: { means: 'max', doc: 'The largest value.' },
          both: {
            means: 'both',
            doc: "The mean and the largest value, concatenated, as timm's `catavgmax`.",
          },
          concat: {
            means: 'concat',
            doc: "The largest value and the mean, concatenated, as fastai's `AdaptiveConcatPool2d`.",
          },
          class_token: {
            means: 'class_token',
            doc: "The first token: a vision transformer's for the whole image, BERT's `[CLS]` for the whole text.",
          },
          last_token: {
            means: 'last_token',
            doc: 'The last token of a text, which alone of GPT-2 sees all others.',
          },
          ulmfit: {
            means: 'ulmfit',
            doc: 'The last token, the largest value and the mean, concatenated, as in ULMFiT (arXiv:1801.06146).',
          },
        }),
        'average',
        'average',
        'How to pool.',
        'average',
      ),
    },
    means: ({ mode }): HeadLayer => ({ kind: 'pool', mode }),
  }),
  call({
    name: 'flatten',
    doc: 'Flattens the feature map into one long vector.',
    example: 'flatten',
    parameters: {},
    means: (): HeadLayer => ({ kind: 'flatten' }),
  }),
  convolution,
  call({
    name: 'dropout',
    doc: 'During training, sets this share of the values to zero at random.',
    example: 'dropout(20%)',
    parameters: { rate: required(percent(0, 95), 0.2, 'The share of values.', '20%') },
    means: ({ rate }): HeadLayer => ({ kind: 'dropout', rate }),
  }),
  call({
    name: 'dense',
    doc: 'A fully connected layer. The last one is `dense(classes)`: one score per class.',
    example: 'dense(256, relu)',
    parameters: {
      units: required(units, 'classes', 'Number of outputs.', 'classes'),
      activation: ownActivation,
      bias: optional(boolean, true, 'true', 'Whether a bias is added to each output.', 'bias: false'),
      initializer: optional(
        initializer,
        'glorot_uniform',
        'glorot_uniform',
        'How the first weights are drawn.',
        'initializer: he_normal',
      ),
    },
    means: ({ bias, initializer: drawn, ...values }): HeadLayer => ({
      kind: 'dense',
      ...values,
      ...(bias ? {} : { bias }),
      ...(drawn === 'he_normal' ? { initializer: drawn } : {}),
    }),
  }),
  recurrent(
    'lstm',
    'Long short-term memory (Hochreiter and Schmidhuber 1997): a state goes from token to token and is read at each, or at the end.',
  ),
  recurrent(
    'gru',
    'A gated recurrent unit (arXiv:1406.1078): as `lstm`, with three quarters of its weights.',
  ),
  call({
    name: 'normalize',
    doc: 'Scales each vector to length 1, as the `Normalize` of sentence-transformers and `UnitNormalization` of Keras do. Then only its direction counts.',
    example: 'normalize',
    parameters: {},
    means: (): HeadLayer => ({ kind: 'normalize' }),
  }),
  call({
    name: 'batch_norm',
    doc: 'Normalizes each value over the batch (arXiv:1502.03167).',
    example: 'batch_norm',
    parameters: {
      epsilon: optional(
        positive(1),
        1e-3,
        '1e-3',
        'What is added to the variance: 1e-3 in Keras, 1e-5 in PyTorch.',
        'epsilon: 1e-5',
      ),
      momentum: optional(
        number(0, 1),
        0.99,
        '0.99',
        'The share of the stored statistics that a step keeps, as Keras counts it. PyTorch counts the rest: its 0.1 is 0.9 here.',
        'momentum: 0.9',
      ),
      offset: optional(number(-1, 1), 0, '0', 'What the learned offsets start at.', 'offset: 1e-3'),
    },
    means: ({ epsilon, momentum, offset }): HeadLayer => ({
      kind: 'batch_norm',
      ...(epsilon === 1e-3 ? {} : { epsilon }),
      ...(momentum === 0.99 ? {} : { momentum }),
      ...(offset === 0 ? {} : { offset }),
    }),
  }),
  call({
    name: 'activation',
    doc: 'Applies a function to every value.',
    example: 'activation(relu)',
    parameters: { function: required(activation, 'relu', 'The function.', 'relu') },
    means: (values): HeadLayer => ({ kind: 'activation', activation: values.function }),
    says: (value) => (value.kind === 'activation' ? { function: value.activation } : undefined),
  }),
];

export const headLayers = oneCall<HeadLayer>('head layer', layers);

/** What may stand in a head: layers, or one preset. */
export const headMembers = oneCall<HeadLayer | Preset>('head layer', [...layers, ...headPresets]);

/** The layers as a person writes them, a line each. */
export const writeLayers = (head: readonly HeadLayer[]): readonly string[] =>
  head.map((layer) => writeValue(headLayers, layer));
