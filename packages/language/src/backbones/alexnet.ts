/**
 * AlexNet as torchvision 0.24 (`models/alexnet.py`) has it, the form for one GPU of Krizhevsky's second paper. Layers carry
 * torchvision's names.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d } from '../graph/layers.js';
import type { Sides } from '../graph/ops/convolution.js';
import { relu } from '../graph/ops/elementwise.js';
import { maxPool } from '../graph/pools.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { denseTop, denseTopClassifier, denseTopModules, denseTopParameters } from './dense-top.js';
import { ofImages } from './of-images.js';
import { conv, type TorchModule, torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, torchvisionSource } from './torchvision.js';

interface Convolution {
  /** In torchvision's `features`. */
  readonly index: number;
  readonly filters: number;
  readonly size: number;
  readonly stride?: number;
  readonly padding?: Sides;
}

const two: Sides = [
  [2, 2],
  [2, 2],
];

/** Convolutions of each block, which ends in a pool. */
const blocks: readonly (readonly Convolution[])[] = [
  [{ index: 0, filters: 64, size: 11, stride: 4, padding: two }],
  [{ index: 3, filters: 192, size: 5 }],
  [
    { index: 6, filters: 384, size: 3 },
    { index: 8, filters: 256, size: 3 },
    { index: 10, filters: 256, size: 3 },
  ],
];

/** `[N,224,224,3] -> [N,6,6,256]`, in blocks `block1` … `block3`. */
function buildAlexNet(b: GraphBuilder, image: Ref): Ref {
  return blocks.reduce((input, convolutions, i) => {
    const name = `block${i + 1}`;
    return b.block(name, () => {
      const y = convolutions.reduce((x, { index, ...options }) => {
        const layer = `features.${index}`;
        return b.apply(relu, [conv2d(b, layer, x, { ...options, bias: true })], {}, `${layer}/relu`);
      }, input);
      return maxPool(b, `${name}_pool`, y, { size: 3, stride: 2 });
    });
  }, image);
}

const top: ReadonlyMap<string, TorchModule> = new Map(denseTopModules([256, 6 * 6], [1, 4, 6]));

/** A layer is named as its module, those of the top aside. */
const modules = { get: (layer: string): TorchModule => top.get(layer) ?? conv(layer) };

export const alexnet: ImageBackbone = {
  name: 'alexnet',
  title: 'AlexNet',
  family: 'AlexNet',
  parameters: 2_469_696,
  paper:
    'Krizhevsky 2014, One weird trick for parallelizing convolutional neural networks, arXiv:1404.5997; Krizhevsky et al. 2012',
  reference: 'torchvision 0.24.0, alexnet',
  inputSize: { native: 224, minimum: 63, multipleOf: 1 },
  preprocessing: imagenetPreprocessing,
  sources: [torchvisionSource({ name: 'imagenet', file: 'alexnet-owt-7be5be79.pth', top1: 0.56522 })],
  layouts: [torchLayout('torchvision', modules)],
  unread: (tensor) => tensor.startsWith('classifier.'),
  tuneLimit: 1e-4,
  ...ofImages(buildAlexNet),
  classifier: {
    ...denseTopClassifier,
    hidden: { parameters: denseTopParameters(6 * 6 * 256), only: 224, build: denseTop },
  },
};

export const alexnets: readonly ImageBackbone[] = [alexnet];
