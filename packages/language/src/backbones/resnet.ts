/**
 * ResNet as torchvision 0.24 has it (`models/resnet.py`), the form known as V1.5: a bottleneck strides in its
 * 3×3 convolution, not in its first 1×1. ResNeXt divides that convolution into groups; a wide ResNet has twice its channels.
 * Blocks and layers carry torchvision's names, so that a layer's name is also the name of its module in a weight file.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d } from '../graph/layers.js';
import { add, relu } from '../graph/ops/elementwise.js';
import { maxPool } from '../graph/ops/pooling.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { ofImages } from './of-images.js';
import { type ResNetVariant, resnetVariants } from './resnet-variants.js';
import { linear, type TorchModule, torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding, torchvisionSource } from './torchvision.js';

interface Convolution {
  readonly filters: number;
  readonly size: 1 | 3 | 7;
  readonly stride: 1 | 2;
  readonly groups?: number;
}

/** The convolutions of one unit of a stage with that many channels (64 in the first); only a stage's first unit strides. */
function unitOf(
  { bottleneck }: ResNetVariant,
  channels: number,
  stride: 1 | 2,
): readonly [...Convolution[], Convolution] {
  if (!bottleneck) {
    return [
      { filters: channels, size: 3, stride },
      { filters: channels, size: 3, stride: 1 },
    ];
  }
  const { groups, groupWidth } = bottleneck;
  const filters = (channels / 64) * groupWidth * groups;
  return [
    { filters, size: 1, stride: 1 },
    { filters, size: 3, stride, groups },
    { filters: channels * 4, size: 1, stride: 1 },
  ];
}

/** `[N,S,S,3] -> [N,S/32,S/32,C]`, in blocks `stem`, `layer1` … `layer4`. */
function buildResNet(b: GraphBuilder, image: Ref, variant: ResNetVariant): Ref {
  let x = b.block('stem', () => {
    const y = normalized(b, image, 'conv1', 'bn1', { filters: 64, size: 7, stride: 2 });
    const attrs = { size: [3, 3], strides: [2, 2], padding: symmetricPadding(3, 2) } as const;
    return b.apply(maxPool, [b.apply(relu, [y], {}, 'relu')], attrs, 'maxpool');
  });
  variant.units.forEach((units, stage) => {
    const name = `layer${stage + 1}`;
    const build = () => {
      let y = x;
      for (let i = 0; i < units; i++) {
        const stride = i === 0 && stage > 0 ? 2 : 1;
        y = residualUnit(b, y, `${name}.${i}`, unitOf(variant, 64 * 2 ** stage, stride));
      }
      return y;
    };
    x = b.block(name, build, { residual: true });
  });
  return x;
}

function residualUnit(b: GraphBuilder, x: Ref, name: string, convolutions: ReturnType<typeof unitOf>): Ref {
  let y = x;
  convolutions.forEach((convolution, i) => {
    y = normalized(b, y, `${name}.conv${i + 1}`, `${name}.bn${i + 1}`, convolution);
    if (i < convolutions.length - 1) y = b.apply(relu, [y], {}, `${name}.relu${i + 1}`);
  });
  const { filters } = convolutions.at(-1)!;
  const stride = convolutions.some((c) => c.stride === 2) ? 2 : 1;
  const fits = stride === 1 && fixed(b.type(x).shape[3], name) === filters;
  const shortcut = fits
    ? x
    : normalized(b, x, `${name}.downsample.0`, `${name}.downsample.1`, { filters, size: 1, stride });
  return b.apply(relu, [b.apply(add, [y, shortcut], {}, `${name}.add`)], {}, `${name}.relu`);
}

function normalized(b: GraphBuilder, x: Ref, convolution: string, norm: string, options: Convolution): Ref {
  const padding = symmetricPadding(options.size, options.stride);
  const y = conv2d(b, convolution, x, { ...options, padding });
  return batchNorm(b, norm, y, { epsilon: 1e-5, momentum: 0.9 });
}

const classifierModule = new Map<string, TorchModule>([['classifier', linear('fc')]]);

/** The classifier is `fc`; every other layer is named as its module. */
const modules = {
  get: (layer: string): TorchModule => classifierModule.get(layer) ?? { path: layer, kernel: 'oihw' },
};

const resnet = (variant: ResNetVariant): ImageBackbone => {
  const { name, title, family, paper, bottleneck, parameters, weights } = variant;
  const features = bottleneck ? 2048 : 512;
  return {
    name,
    title,
    family,
    parameters,
    paper,
    reference: `torchvision 0.24.0, ${name}`,
    inputSize: { native: 224, minimum: 32, multipleOf: 32 },
    preprocessing: imagenetPreprocessing,
    sources: weights.map(torchvisionSource),
    layouts: [torchLayout('torchvision', modules)],
    tuneLimit: 1e-4,
    // `_resnet_split` of fastai 2.8.
    rateParts: ['layer3'],
    ...ofImages((b, image) => buildResNet(b, image, variant)),
    classifier: imagenetClassifier(features),
  };
};

export const resnets: readonly ImageBackbone[] = resnetVariants.map(resnet);

/** The smallest, for examples. */
export const resnet18 = resnets[0]!;
