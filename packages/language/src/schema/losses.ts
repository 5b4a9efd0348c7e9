import { number, percent, positive } from './numbers.js';
import { optional } from './types.js';
import { call, oneCall, orNone } from './words.js';

/** What training minimizes, every number filled in: the mean over the examples of a batch. */
export type Loss =
  | { readonly kind: 'cross_entropy' }
  | { readonly kind: 'binary_cross_entropy' }
  | {
      readonly kind: 'focal';
      /** How much less the examples count that the model has right already. */
      readonly gamma: number;
      /** Weight of a label that is there, against `1 - alpha` of one that is not; null for equal weights. */
      readonly alpha: number | null;
    }
  | { readonly kind: 'mse' }
  | { readonly kind: 'huber'; readonly delta: number };

export type LossName = Loss['kind'];

export const losses = oneCall<Loss>('loss', [
  call({
    name: 'cross_entropy',
    doc: 'Softmax cross-entropy, for one of the classes.',
    example: 'cross_entropy',
    parameters: {},
    means: (): Loss => ({ kind: 'cross_entropy' }),
  }),
  call({
    name: 'binary_cross_entropy',
    doc: 'Sigmoid cross-entropy, the mean over the labels, for any of the classes.',
    example: 'binary_cross_entropy',
    parameters: {},
    means: (): Loss => ({ kind: 'binary_cross_entropy' }),
  }),
  call({
    name: 'focal',
    doc: 'Cross-entropy that counts easy examples less (arXiv:1708.02002), for rare classes or labels.',
    example: 'focal(gamma: 2)',
    parameters: {
      gamma: optional(
        number(0, 10),
        2,
        '2',
        'How much less easy examples count; 0 for all alike.',
        'gamma: 2',
      ),
      alpha: optional(
        orNone(percent(0, 100, { above: true }), 'Both alike.'),
        null,
        'none',
        'For several labels: the weight of a label that is there, and the rest to one that is not.',
        'alpha: 25%',
      ),
    },
    means: ({ gamma, alpha }): Loss => ({ kind: 'focal', gamma, alpha }),
  }),
  call({
    name: 'mse',
    doc: 'The squared error, for numbers.',
    example: 'mse',
    parameters: {},
    means: (): Loss => ({ kind: 'mse' }),
  }),
  call({
    name: 'huber',
    doc: 'The squared error up to `delta`, and the absolute error beyond: outliers count less (Huber 1964).',
    example: 'huber(delta: 1)',
    parameters: {
      delta: optional(
        positive(),
        1,
        '1',
        'The error from which it grows linearly, in standard deviations of the target.',
        'delta: 1',
      ),
    },
    means: ({ delta }): Loss => ({ kind: 'huber', delta }),
  }),
]);
