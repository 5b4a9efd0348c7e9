/** The published top of MobileNetV3: a pool, a hidden layer, and the classes. */
import type { GraphBuilder } from '../graph/builder.js';
import { dense } from '../graph/layers.js';
import type { NoAttrs } from '../graph/ops/elementwise.js';
import { reduceMean } from '../graph/ops/tensor.js';
import type { OpDefinition, Ref } from '../graph/types.js';
import type { Preprocessing } from '../modalities/images/preprocessing.js';
import type { Backbone, WeightSource } from './card.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import type { KerasLayer } from './keras-layout.js';
import { linear, type TorchModule } from './torch-layout.js';

export interface MobilenetV3Top {
  /** Of the features. */
  readonly channels: number;
  readonly width: number;
  readonly activation: OpDefinition<NoAttrs>;
}

const classes = 1000;

/** `[N,H,W,C] -> [N,width]`. */
function build(b: GraphBuilder, features: Ref, { width, activation }: MobilenetV3Top): Ref {
  const pooled = b.apply(reduceMean, [features], { axes: [1, 2], keepDims: false }, 'hidden_pool');
  return b.apply(activation, [dense(b, 'hidden', pooled, width)], {}, 'hidden_activation');
}

/** @param sources the files that hold it, where those are not all of the card's */
export const mobilenetV3Classifier = (
  top: MobilenetV3Top,
  sources?: readonly WeightSource<Preprocessing>[],
): NonNullable<Backbone<Preprocessing>['classifier']> => ({
  ...imagenetClassifier(top.width),
  hidden: {
    parameters: (top.channels + 1) * top.width,
    ...(sources ? { sources } : {}),
    build: (b, features) => build(b, features, top),
  },
});

export const torchHidden: readonly (readonly [string, TorchModule])[] = [['hidden', linear('classifier.0')]];

/** In Keras both are 1×1 convolutions. */
export const kerasTop = ({ channels, width }: MobilenetV3Top): readonly (readonly [string, KerasLayer])[] => [
  ['hidden', { layer: 'conv_2', shapes: { kernel: [1, 1, channels, width] } }],
  ['classifier', { layer: 'logits', shapes: { kernel: [1, 1, width, classes] } }],
];
