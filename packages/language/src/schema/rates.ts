import { isRecord } from '../record.js';
import type { LearningRate } from '../resolve/pipeline.js';
import { number, numberRange, percent, positive, whole } from './numbers.js';
import { optional, required } from './types.js';
import { call, oneCall, orNone } from './words.js';

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

const lowest = optional(
  orNone(positive(10), 'All layers have the same rate.'),
  null,
  'none',
  'The rate of the lowest blocks of the backbone. Those above have rates in between, by equal factors up to the head.',
  'lowest: 1e-6',
);

const finalDivisor = optional(
  number(1),
  1e5,
  '1e5',
  'The last learning rate is the highest divided by this.',
  'final_divisor: 1e4',
);

const momentumRange = numberRange('', { min: 0, max: 0.9999 });

const momentum = (value: readonly [number, number] | null) =>
  optional(
    orNone(momentumRange, 'The optimizer keeps its own.'),
    value,
    value === null ? 'none' : value.join('..'),
    "The optimizer's momentum, or Adam's `beta1`: it falls to the first number while the rate rises, and rises again to the second.",
    'momentum: 0.85..0.95',
  );

/** Left out of the resolved pipeline where all layers have the same rate. */
const spread = (lowest: number | null): { readonly lowest?: number } => (lowest === null ? {} : { lowest });

const oneCycle = (
  kind: 'one_cycle' | 'fit_one_cycle',
  doc: string,
  example: string,
  usual: readonly [number, number] | null,
) =>
  call({
    name: kind,
    doc,
    example,
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
      final_divisor: finalDivisor,
      momentum: momentum(usual),
      lowest,
    },
    means: ({ final_divisor, lowest: low, ...rest }): LearningRate => ({
      kind,
      ...rest,
      finalDivisor: final_divisor,
      ...spread(low),
    }),
  });

const steady = positive(10);

export const learningRates = oneCall<LearningRate>(
  'rate schedule',
  [
    call({
      name: 'constant',
      doc: 'The same learning rate throughout.',
      example: 'constant(1e-3, warmup: 5%)',
      parameters: { rate, warmup: warmup(0), lowest },
      means: ({ lowest: low, ...rest }): LearningRate => ({ kind: 'constant', ...rest, ...spread(low) }),
      says: (value) =>
        value.kind === 'constant' && !value.evenBelow
          ? { ...value, lowest: value.lowest ?? null }
          : undefined,
    }),
    call({
      name: 'slice',
      doc: "Rates by layer, as fastai's `slice`: from those of the lowest blocks up to the head's. One number is the head's, and a tenth of it that of all blocks.",
      example: 'slice(1e-6..1e-4)',
      parameters: {
        rates: required(
          numberRange('', { min: 0, max: 10, above: true }, (highest) => [0, highest]),
          [1e-6, 1e-4],
          'The rate of the lowest blocks, and that of the head.',
          '1e-6..1e-4',
        ),
        warmup: warmup(0),
      },
      // A range begins above 0, so that 0 tells one number.
      means: ({ rates: [low, high], warmup: rises }): LearningRate => ({
        kind: 'constant',
        rate: high,
        warmup: rises,
        ...(low === 0 ? { lowest: high / 10, evenBelow: true } : { lowest: low }),
      }),
      says: (value) =>
        value.kind === 'constant' && value.evenBelow
          ? { rates: [0, value.rate], warmup: value.warmup }
          : undefined,
    }),
    call({
      name: 'cosine',
      doc: 'Decays along half a cosine (arXiv:1608.03983).',
      example: 'cosine(1e-4, warmup: 10%)',
      parameters: { rate, end, warmup: warmup(0), lowest },
      means: ({ lowest: low, ...rest }): LearningRate => ({ kind: 'cosine', ...rest, ...spread(low) }),
    }),
    call({
      name: 'linear',
      doc: 'Decays linearly.',
      example: 'linear(1e-4, end: 1e-6)',
      parameters: { rate, end, warmup: warmup(0), lowest },
      means: ({ lowest: low, ...rest }): LearningRate => ({ kind: 'linear', ...rest, ...spread(low) }),
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
        lowest,
      },
      means: ({ lowest: low, ...rest }): LearningRate => ({ kind: 'step', ...rest, ...spread(low) }),
    }),
    call({
      name: 'flat_cosine',
      doc: "Stays, then decays along half a cosine, as fastai's `fit_flat_cos`.",
      example: 'flat_cosine(1e-3, flat: 75%)',
      parameters: {
        rate,
        flat: optional(percent(0, 100), 0.75, '75%', 'Share of the phase before the decay.', 'flat: 75%'),
        final_divisor: finalDivisor,
        warmup: warmup(0),
        lowest,
      },
      means: ({ final_divisor, lowest: low, ...rest }): LearningRate => ({
        kind: 'flat_cosine',
        ...rest,
        finalDivisor: final_divisor,
        ...spread(low),
      }),
    }),
    oneCycle(
      'one_cycle',
      "Rises, then decays to almost zero (arXiv:1803.09820), at the steps of PyTorch's `OneCycleLR`.",
      'one_cycle(1e-3)',
      null,
    ),
    oneCycle(
      'fit_one_cycle',
      "The same as fastai's `fit_one_cycle` has it: the momentum cycles too, and the highest rate comes a step later.",
      'fit_one_cycle(2e-3)',
      [0.85, 0.95],
    ),
  ],
  {
    description: 'a learning rate such as 1e-3',
    ...(steady.number ? { number: steady.number } : {}),
    write: (value) =>
      isRecord(value) && value.kind === 'constant' && value.warmup === 0 && value.lowest === undefined
        ? steady.write?.(value.rate)
        : undefined,
    read(seen, reader) {
      const value = steady.read([seen], reader);
      return value === undefined ? undefined : { kind: 'constant', rate: value, warmup: 0 };
    },
  },
);
