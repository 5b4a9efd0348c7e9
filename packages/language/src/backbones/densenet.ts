/**
 * DenseNet as torchvision 0.24 (`models/densenet.py`) and Keras 3 (`applications/densenet.py`) have it: each unit adds its
 * channels to those of all units before it. The two differ in names and by a hair in the epsilon of batch-norm.
 * torchvision's published files are older than its module's names: `norm.1` there is `norm1` in a file that one saves today.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d } from '../graph/layers.js';
import { relu } from '../graph/ops/elementwise.js';
import { avgPool, maxPool } from '../graph/ops/pooling.js';
import { concat } from '../graph/ops/tensor.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import {
  type DenseNetNames,
  kerasLayouts,
  kerasNames,
  torchLayouts,
  torchNames,
} from './densenet-layouts.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { symmetricPadding, torchvisionSource } from './torchvision.js';

interface DenseNet {
  readonly depths: readonly [number, number, number, number];
  /** Channels after the stem. */
  readonly channels: number;
  /** Channels that a unit adds. */
  readonly growth: number;
}

interface Version {
  readonly names: DenseNetNames;
  readonly batchNorm: { readonly epsilon: number; readonly momentum: number };
}

const torchvision: Version = { names: torchNames, batchNorm: { epsilon: 1e-5, momentum: 0.9 } };
const keras: Version = { names: kerasNames, batchNorm: { epsilon: 1.001e-5, momentum: 0.99 } };

/** Channels of a unit's first convolution, by those that it adds. */
const bottleneck = 4;

/** `[N,S,S,3] -> [N,S/32,S/32,C]`, in a block for the stem, each dense block, each transition, and `top`. */
function buildDenseNet(b: GraphBuilder, image: Ref, net: DenseNet, version: Version): Ref {
  const { names } = version;
  const activated = (norm: string, value: Ref): Ref =>
    b.apply(relu, [batchNorm(b, norm, value, version.batchNorm)], {}, `${norm}_relu`);
  let x = b.block('stem', () => {
    const [conv, norm] = names.stem;
    const options = { filters: net.channels, size: 7, stride: 2, padding: symmetricPadding(7, 2) };
    const y = activated(norm, conv2d(b, conv, image, options));
    const attrs = { size: [3, 3], strides: [2, 2], padding: symmetricPadding(3, 2) } as const;
    return b.apply(maxPool, [y], attrs, 'stem_pool');
  });
  net.depths.forEach((units, stage) => {
    x = b.block(names.block(stage), () => {
      let y = x;
      for (let i = 0; i < units; i++) {
        const { norm1, conv1, norm2, conv2 } = names.unit(stage, i);
        const narrow = { filters: bottleneck * net.growth, size: 1 };
        const z = activated(norm2, conv2d(b, conv1, activated(norm1, y), narrow));
        const added = conv2d(b, conv2, z, { filters: net.growth, size: 3 });
        y = b.apply(concat, [y, added], {}, `${conv2}_concat`);
      }
      return y;
    });
    if (stage === net.depths.length - 1) return;
    const { block, norm, conv } = names.transition(stage);
    x = b.block(block, () => {
      const filters = fixed(b.type(x).shape[3], block) / 2;
      const y = conv2d(b, conv, activated(norm, x), { filters, size: 1 });
      return b.apply(avgPool, [y], { size: [2, 2], strides: [2, 2], padding: 'valid' }, `${conv}_pool`);
    });
  });
  return b.block('top', () => activated(names.top, x));
}

interface Variant {
  readonly net: DenseNet;
  readonly features: number;
  readonly parameters: number;
}

const variants = {
  121: {
    net: { depths: [6, 12, 24, 16], channels: 64, growth: 32 },
    features: 1024,
    parameters: 6_953_856,
  },
  161: {
    net: { depths: [6, 12, 36, 24], channels: 96, growth: 48 },
    features: 2208,
    parameters: 26_472_000,
  },
  169: {
    net: { depths: [6, 12, 32, 32], channels: 64, growth: 32 },
    features: 1664,
    parameters: 12_484_480,
  },
  201: {
    net: { depths: [6, 12, 48, 32], channels: 64, growth: 32 },
    features: 1920,
    parameters: 18_092_928,
  },
} as const satisfies Readonly<Record<number, Variant>>;

type Depth = keyof typeof variants;

const densenet = (
  depth: Depth,
  version: Version,
  about: Pick<ImageBackbone, 'name' | 'title' | 'reference' | 'sources' | 'layouts'>,
): ImageBackbone => {
  const { net, features, parameters } = variants[depth];
  return {
    ...about,
    family: 'DenseNet',
    paper: 'Huang et al. 2016, Densely Connected Convolutional Networks, arXiv:1608.06993',
    parameters,
    inputSize: { native: 224, minimum: 32, multipleOf: 32 },
    preprocessing: preset('torch'),
    tuneLimit: 1e-4,
    ...ofImages((b, image) => buildDenseNet(b, image, net, version)),
    classifier: imagenetClassifier(features),
  };
};

const ofTorchvision = (depth: Depth, file: string, top1: number): ImageBackbone =>
  densenet(depth, torchvision, {
    name: `densenet${depth}`,
    title: `DenseNet-${depth}`,
    reference: `torchvision 0.24.0, densenet${depth}`,
    sources: [{ ...torchvisionSource({ name: 'imagenet', file, top1 }), layout: 'torchvision_published' }],
    layouts: torchLayouts,
  });

export const densenets: readonly ImageBackbone[] = [
  ofTorchvision(121, 'densenet121-a639ec97.pth', 0.74434),
  ofTorchvision(161, 'densenet161-8d451a50.pth', 0.77138),
  ofTorchvision(169, 'densenet169-b2777c0a.pth', 0.756),
  ofTorchvision(201, 'densenet201-c1103571.pth', 0.76896),
];

const ofKeras = (depth: Depth, md5: string, top1: number): ImageBackbone =>
  densenet(depth, keras, {
    name: `densenet${depth}_keras`,
    title: `DenseNet-${depth} of Keras`,
    reference: `keras 3.15.0, DenseNet${depth}`,
    sources: [
      {
        ...kerasSource({
          name: 'imagenet',
          file: `tensorflow/keras-applications/densenet/densenet${depth}_weights_tf_dim_ordering_tf_kernels_notop.h5`,
          md5,
          top1,
          licence: 'BSD-3-Clause',
        }),
        layout: 'keras_2',
      },
    ],
    layouts: kerasLayouts,
  });

export const kerasDensenets: readonly ImageBackbone[] = [
  ofKeras(121, '30ee3e1110167f948a6b9946edeeb738', 0.75),
  ofKeras(169, 'b8c4d4c20dd625c148057b9ff1c1176b', 0.762),
  ofKeras(201, 'c13680b51ded0fb44dff2d8f86ac8bb1', 0.773),
];
