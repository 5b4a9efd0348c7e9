import { positive } from './numbers.js';
import { optional } from './types.js';
import { call, oneCall } from './words.js';

/** How the images of a batch are mixed with each other, every number filled in. */
export interface Mix {
  readonly kind: 'mixup' | 'cutmix';
  /** Both parameters of the beta distribution that the shares are drawn from. */
  readonly alpha: number;
}

const alpha = (value: number, doc: string) =>
  optional(positive(100), value, String(value), doc, `alpha: ${value}`);

export const mixes = oneCall<Mix>('way to mix', [
  call({
    name: 'mixup',
    doc: 'Each image becomes the weighted mean of itself and another, and so does its label (arXiv:1710.09412).',
    example: 'mixup(alpha: 0.2)',
    parameters: {
      alpha: alpha(
        0.2,
        'Shares are drawn from Beta(alpha, alpha): mostly near 0 or 1 below 1, mostly near a half above.',
      ),
    },
    means: (values): Mix => ({ kind: 'mixup', ...values }),
  }),
  call({
    name: 'cutmix',
    doc: 'A rectangle of each image is replaced by that of another, and as much of its label (arXiv:1905.04899).',
    example: 'cutmix(alpha: 1)',
    parameters: {
      alpha: alpha(
        1,
        'The share of the area that stays is drawn from Beta(alpha, alpha): evenly where it is 1.',
      ),
    },
    means: (values): Mix => ({ kind: 'cutmix', ...values }),
  }),
]);
