/** The top of AlexNet and VGG: two dense layers of 4096 over a flattened map. Dropout between them is off. */
import type { GraphBuilder } from '../graph/builder.js';
import { dense } from '../graph/layers.js';
import { relu } from '../graph/ops/elementwise.js';
import { reshape } from '../graph/ops/tensor.js';
import { elementCount } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { linear, type TorchModule } from './torch-layout.js';

const units = 4096;

/** Of both layers, for so many values of the map. */
export const denseTopParameters = (values: number): number => (values + 1 + units + 1) * units;

/** `[N,H,W,C] -> [N,4096]`; layers have Keras's names. */
export function denseTop(b: GraphBuilder, features: Ref): Ref {
  const flat = b.apply(
    reshape,
    [features],
    { shape: ['batch', elementCount(b.type(features).shape)] },
    'flatten',
  );
  return ['fc1', 'fc2'].reduce(
    (x, name) => b.apply(relu, [dense(b, name, x, units)], {}, `${name}_relu`),
    flat,
  );
}

/**
 * Modules of torchvision for its layers and for the last one, by their places in `classifier`. The first reads a map of so many
 * channels and places, which PyTorch flattens channel by channel and the graph place by place.
 */
export const denseTopModules = (
  [channels, places]: readonly [number, number],
  [first, second, last]: readonly [number, number, number],
): readonly (readonly [string, TorchModule])[] => [
  [
    'fc1',
    { ...linear(`classifier.${first}`), turn: { view: [units, channels, places], permute: [2, 1, 0] } },
  ],
  ['fc2', linear(`classifier.${second}`)],
  ['classifier', linear(`classifier.${last}`)],
];

/** The last layer of the published classifier. */
export const denseTopClassifier = imagenetClassifier(units);
