import { type Activation, activations } from '../graph/ops/elementwise.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import type { Units } from '../tasks/definition.js';
import { misfit } from './misfit.js';
import { percent, whole } from './numbers.js';
import { single } from './single.js';
import { optional, required, type ValueType } from './types.js';
import { call, choice, oneCall, orNone } from './words.js';

const count = whole(1, 65536);

const outputs = {
  classes: 'One for each class in the data.',
  targets: 'One for each number that is predicted.',
} as const satisfies Readonly<Record<Units, string>>;

const unitNames = Object.keys(outputs) as readonly Units[];

const units: ValueType<number | Units> = {
  description: 'a whole number from 1 to 65536, `classes`, or `targets`',
  words: unitNames.map((name) => ({ name, doc: outputs[name], example: name, parameters: {} })),
  ...(count.number ? { number: count.number } : {}),
  read: single((seen, reader) => {
    if (seen.kind !== 'word' || seen.called) return count.read([seen], reader);
    const found = unitNames.find((name) => name === seen.name);
    return found ?? misfit(seen, units.description, reader, unitNames);
  }),
};

const names = Object.keys(activations) as readonly Activation[];

const activation = choice<Activation>(
  Object.fromEntries(names.map((name) => [name, { means: name, doc: activations[name].doc }])),
);

export const headLayers = oneCall<HeadLayer>('head layer', [
  call({
    name: 'pool',
    doc: "Pools each channel of the backbone's features over their positions.",
    example: 'pool(average)',
    parameters: {
      mode: optional(
        choice({
          average: { means: 'average', doc: 'The mean.' },
          max: { means: 'max', doc: 'The largest value.' },
          both: { means: 'both', doc: 'The mean and the largest value, concatenated.' },
          class_token: { means: 'class_token', doc: "A vision transformer's token for the whole image." },
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
      activation: optional(
        orNone(activation, 'No activation.'),
        null,
        'none',
        'The activation function of the outputs.',
        'relu',
      ),
    },
    means: (values): HeadLayer => ({ kind: 'dense', ...values }),
  }),
  call({
    name: 'batch_norm',
    doc: 'Normalizes each value over the batch (arXiv:1502.03167).',
    example: 'batch_norm',
    parameters: {},
    means: (): HeadLayer => ({ kind: 'batch_norm' }),
  }),
  call({
    name: 'activation',
    doc: 'Applies a function to every value.',
    example: 'activation(relu)',
    parameters: { function: required(activation, 'relu', 'The function.', 'relu') },
    means: (values): HeadLayer => ({ kind: 'activation', activation: values.function }),
    says: (value) => (value.kind === 'activation' ? { function: value.activation } : undefined),
  }),
]);
