import type { Backbone } from './card.js';

/** The last layer of a network that was trained on ImageNet-1k, reading so many features. */
export const imagenetClassifier = (features: number) =>
  ({
    features,
    classes: 1000,
    kernel: 'classifier/kernel',
    bias: 'classifier/bias',
  }) as const satisfies NonNullable<Backbone['classifier']>;
