import { number, positive } from './numbers.js';
import { optional } from './types.js';
import { boolean, call, oneCall } from './words.js';

/** What an optimizer means, every number filled in. */
export type Optimizer =
  | {
      readonly kind: 'sgd';
      readonly momentum: number;
      readonly nesterov: boolean;
      readonly weightDecay: number;
    }
  | {
      readonly kind: 'adam' | 'adamw';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  | {
      readonly kind: 'lamb';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  | {
      readonly kind: 'lion';
      readonly beta1: number;
      readonly beta2: number;
      readonly weightDecay: number;
    }
  | {
      readonly kind: 'rmsprop';
      readonly rho: number;
      readonly momentum: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    };

/** Numbers an optimizer keeps for each number it trains. */
export function slotCount(optimizer: Optimizer): number {
  switch (optimizer.kind) {
    case 'sgd':
      return optimizer.momentum > 0 ? 1 : 0;
    case 'lion':
      return 1;
    case 'rmsprop':
    case 'adam':
    case 'adamw':
    case 'lamb':
      return 2;
  }
}

const decay = (value: number) =>
  optional(
    number(0, 1),
    value,
    String(value),
    'Pulls weights toward zero. Biases and batch normalization are exempt.',
    'weight_decay: 0.01',
  );

const epsilon = (value: number) =>
  optional(positive(1), value, String(value), 'Avoids division by zero.', 'epsilon: 1e-7');

const share = (value: number, doc: string, example: string) =>
  optional(number(0, 0.999999), value, String(value), doc, example);

const moments = {
  beta1: share(0.9, 'Decay rate of the mean gradient.', 'beta1: 0.9'),
  beta2: share(0.999, 'Decay rate of the mean squared gradient.', 'beta2: 0.999'),
};

export const optimizers = oneCall<Optimizer>('optimizer', [
  call({
    name: 'adamw',
    doc: 'Adam with decoupled weight decay (arXiv:1711.05101).',
    example: 'adamw(weight_decay: 0.01)',
    parameters: { weight_decay: decay(0.01), ...moments, epsilon: epsilon(1e-8) },
    means: ({ weight_decay, ...rest }): Optimizer => ({ kind: 'adamw', ...rest, weightDecay: weight_decay }),
  }),
  call({
    name: 'adam',
    doc: 'Adam (arXiv:1412.6980); its weight decay is added to the gradient.',
    example: 'adam',
    parameters: { weight_decay: decay(0), ...moments, epsilon: epsilon(1e-8) },
    means: ({ weight_decay, ...rest }): Optimizer => ({ kind: 'adam', ...rest, weightDecay: weight_decay }),
  }),
  call({
    name: 'lamb',
    doc: 'Adam whose step for each tensor is as large as its weights are, for large batches (arXiv:1904.00962).',
    example: 'lamb(weight_decay: 0.01)',
    parameters: { weight_decay: decay(0.01), ...moments, epsilon: epsilon(1e-6) },
    means: ({ weight_decay, ...rest }): Optimizer => ({ kind: 'lamb', ...rest, weightDecay: weight_decay }),
  }),
  call({
    name: 'lion',
    doc: 'Steps of one size, by the sign of the momentum (arXiv:2302.06675). Wants three to ten times less of a rate than AdamW, and as much more weight decay.',
    example: 'lion(weight_decay: 0.1)',
    parameters: {
      weight_decay: decay(0.1),
      beta1: share(0.9, 'What the momentum counts in a step, beside the gradient.', 'beta1: 0.9'),
      beta2: share(0.99, 'Decay rate of the momentum.', 'beta2: 0.99'),
    },
    means: ({ weight_decay, ...rest }): Optimizer => ({ kind: 'lion', ...rest, weightDecay: weight_decay }),
  }),
  call({
    name: 'sgd',
    doc: 'Stochastic gradient descent with momentum.',
    example: 'sgd(momentum: 0.9, nesterov: true)',
    parameters: {
      momentum: share(0.9, 'Share of the previous update that is kept.', 'momentum: 0.9'),
      nesterov: optional(boolean, false, 'false', 'Looks ahead along the momentum.', 'nesterov: true'),
      weight_decay: decay(0),
    },
    means: ({ weight_decay, ...rest }): Optimizer => ({ kind: 'sgd', ...rest, weightDecay: weight_decay }),
  }),
  call({
    name: 'rmsprop',
    doc: 'Divides the gradient by a running average of its magnitude.',
    example: 'rmsprop(momentum: 0.9)',
    parameters: {
      rho: share(0.9, 'Decay rate of the mean squared gradient.', 'rho: 0.9'),
      momentum: share(0, 'Share of the previous update that is kept.', 'momentum: 0.9'),
      epsilon: epsilon(1e-7),
      weight_decay: decay(0),
    },
    means: ({ weight_decay, ...rest }): Optimizer => ({
      kind: 'rmsprop',
      ...rest,
      weightDecay: weight_decay,
    }),
  }),
]);
