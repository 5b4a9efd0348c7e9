import { isRecord } from '../record.js';
import type { LearningRate } from '../resolve/pipeline.js';
import { number, percent, positive, whole } from './numbers.js';
import { optional, required } from './types.js';
import { call, oneCall } from './words.js';

const rate = required(positive(10), 1e-3, 'The highest learning rate.', '1e-3');

const warmup = (value: number) =>
  optional(
    percent(0, 100),
    value,
    `${value * 100}%`,
    'Share of the phase in which the learning rate rises from 0.',
    'warmup: 10%',
  );

const end = optional(number(0, 10), 0, '0', 'The learning rate at the last step.', 'end: 1e-6');

const steady = positive(10);

export const learningRates = oneCall<LearningRate>(
  'rate schedule',
  [
    call({
      name: 'constant',
      doc: 'The same learning rate throughout.',
      example: 'constant(1e-3, warmup: 5%)',
      parameters: { rate, warmup: warmup(0) },
      means: (values): LearningRate => ({ kind: 'constant', ...values }),
    }),
    call({
      name: 'cosine',
      doc: 'Decays along half a cosine (arXiv:1608.03983).',
      example: 'cosine(1e-4, warmup: 10%)',
      parameters: { rate, end, warmup: warmup(0) },
      means: (values): LearningRate => ({ kind: 'cosine', ...values }),
    }),
    call({
      name: 'linear',
      doc: 'Decays linearly.',
      example: 'linear(1e-4, end: 1e-6)',
      parameters: { rate, end, warmup: warmup(0) },
      means: (values): LearningRate => ({ kind: 'linear', ...values }),
    }),
    call({
      name: 'step',
      doc: 'Multiplies the learning rate by a factor every few epochs.',
      example: 'step(1e-3, factor: 0.1, every: 3)',
      parameters: {
        rate,
        factor: optional(positive(1), 0.1, '0.1', 'The factor.', 'factor: 0.1'),
        every: required(whole(1), 1, 'The number of epochs between steps.', 'every: 3'),
        warmup: warmup(0),
      },
      means: (values): LearningRate => ({ kind: 'step', ...values }),
    }),
    call({
      name: 'one_cycle',
      doc: 'Rises, then decays to almost zero (arXiv:1803.09820).',
      example: 'one_cycle(1e-3)',
      parameters: {
        rate,
        warmup: warmup(0.25),
        divisor: optional(
          number(1),
          25,
          '25',
          'The first learning rate is the highest divided by this.',
          'divisor: 25',
        ),
        final_divisor: optional(
          number(1),
          1e5,
          '1e5',
          'The last learning rate is the highest divided by this.',
          'final_divisor: 1e4',
        ),
      },
      means: ({ final_divisor, ...rest }): LearningRate => ({
        kind: 'one_cycle',
        ...rest,
        finalDivisor: final_divisor,
      }),
    }),
  ],
  {
    description: 'a learning rate such as 1e-3',
    ...(steady.number ? { number: steady.number } : {}),
    write: (value) =>
      isRecord(value) && value.kind === 'constant' && value.warmup === 0
        ? steady.write?.(value.rate)
        : undefined,
    read(seen, reader) {
      const value = steady.read([seen], reader);
      return value === undefined ? undefined : { kind: 'constant', rate: value, warmup: 0 };
    },
  },
);
