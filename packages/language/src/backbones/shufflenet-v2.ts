/**
 * ShuffleNetV2 as torchvision 0.24 has it (`models/shufflenetv2.py`). Layers carry the names of its modules. A unit works on
 * half of the channels; then those of both halves are put alternately, so that the next unit gets some of each.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d, depthwiseConv2d } from '../graph/layers.js';
import { transpose } from '../graph/ops/arrange.js';
import { relu } from '../graph/ops/elementwise.js';
import { slice } from '../graph/ops/indexing.js';
import { concat, reshape } from '../graph/ops/tensor.js';
import { maxPool } from '../graph/pools.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { ofImages } from './of-images.js';
import { conv, depthwise, linear, type TorchModule, torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding, torchvisionSource } from './torchvision.js';

const repeats = [4, 8, 4];
const stem = 24;

interface ShuffleNet {
  /** Filters of `stage2` … `stage4`. */
  readonly filters: readonly [number, number, number];
  readonly top: number;
}

/** `[N,S,S,3] -> [N,S/32,S/32,top]`, in blocks `stem`, `stage2` … `stage4`, `top`. */
function buildShuffleNet(b: GraphBuilder, image: Ref, net: ShuffleNet): Ref {
  let x = b.block('stem', () => {
    const padding = symmetricPadding(3, 2);
    const y = conv2d(b, 'conv1.0', image, { filters: stem, size: 3, stride: 2, padding });
    return maxPool(b, 'maxpool', normalized(b, 'conv1.1', y, 'conv1.2'), { size: 3, stride: 2, padding: 1 });
  });
  net.filters.forEach((filters, i) => {
    const name = `stage${i + 2}`;
    x = b.block(name, () => {
      const first = strided(b, `${name}.0`, x, filters / 2);
      return Array.from({ length: repeats[i]! - 1 }, (_, n) => `${name}.${n + 1}`).reduce(
        (y, unit) => plain(b, unit, y),
        first,
      );
    });
  });
  return b.block('top', () =>
    normalized(b, 'conv5.1', conv2d(b, 'conv5.0', x, { filters: net.top, size: 1 }), 'conv5.2'),
  );
}

/** All channels go both ways, so that there are twice as many. */
function strided(b: GraphBuilder, name: string, x: Ref, filters: number): Ref {
  const branch = `${name}.branch1`;
  const y = filtered(b, `${branch}.0`, `${branch}.1`, x, 2);
  const short = normalized(
    b,
    `${branch}.3`,
    conv2d(b, `${branch}.2`, y, { filters, size: 1 }),
    `${branch}.4`,
  );
  return shuffled(b, name, short, longBranch(b, `${name}.branch2`, x, filters, 2));
}

/** The first half of the channels stays as it is. */
function plain(b: GraphBuilder, name: string, x: Ref): Ref {
  const size = fixed(b.type(x).shape[3], name) / 2;
  const [kept, worked] = [0, size].map((begin) =>
    b.apply(slice, [x], { axis: 3, begin, size }, `${name}.half`),
  );
  return shuffled(b, name, kept!, longBranch(b, `${name}.branch2`, worked!, size, 1));
}

function longBranch(b: GraphBuilder, name: string, x: Ref, filters: number, stride: 1 | 2): Ref {
  const mixed = conv2d(b, `${name}.0`, x, { filters, size: 1 });
  const y = filtered(b, `${name}.3`, `${name}.4`, normalized(b, `${name}.1`, mixed, `${name}.2`), stride);
  return normalized(b, `${name}.6`, conv2d(b, `${name}.5`, y, { filters, size: 1 }), `${name}.7`);
}

const batchNorms = { epsilon: 1e-5, momentum: 0.9 };

const filtered = (b: GraphBuilder, layer: string, bn: string, x: Ref, stride: 1 | 2): Ref =>
  batchNorm(
    b,
    bn,
    depthwiseConv2d(b, layer, x, { size: 3, stride, padding: symmetricPadding(3, stride) }),
    batchNorms,
  );

const normalized = (b: GraphBuilder, bn: string, x: Ref, activation: string): Ref =>
  b.apply(relu, [batchNorm(b, bn, x, batchNorms)], {}, activation);

/** Channel k of the first and channel k of the second become neighbors. */
function shuffled(b: GraphBuilder, name: string, first: Ref, second: Ref): Ref {
  const [batch, height, width, channels] = b.type(first).shape;
  const half = fixed(channels, name);
  const both = b.apply(concat, [first, second], {}, `${name}.both`);
  const grouped = b.apply(reshape, [both], { shape: [batch!, height!, width!, 2, half] }, `${name}.halves`);
  const turned = b.apply(transpose, [grouped], { perm: [0, 1, 2, 4, 3] }, `${name}.turned`);
  return b.apply(reshape, [turned], { shape: [batch!, height!, width!, 2 * half] }, `${name}.shuffled`);
}

/** Every layer is named as its module; each branch filters channels in one of its convolutions. */
const modules = {
  get: (layer: string): TorchModule => {
    if (layer === 'classifier') return linear('fc');
    return /\.branch(1\.0|2\.3)$/.test(layer) ? depthwise(layer) : conv(layer);
  },
};

function shufflenet(
  size: '0_5' | '1_0' | '1_5' | '2_0',
  net: ShuffleNet,
  facts: Pick<ImageBackbone, 'parameters'> & { readonly file: string; readonly top1: number },
): ImageBackbone {
  const { parameters, ...source } = facts;
  return {
    name: `shufflenet_v2_x${size}`,
    title: `ShuffleNetV2 × ${size.replace('_', '.')}`,
    parameters,
    family: 'ShuffleNetV2',
    paper:
      'Ma et al. 2018, ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design, arXiv:1807.11164',
    reference: `torchvision 0.24.0, shufflenet_v2_x${size}`,
    inputSize: { native: 224, minimum: 32, multipleOf: 32 },
    preprocessing: imagenetPreprocessing,
    sources: [torchvisionSource({ name: 'imagenet', ...source })],
    layouts: [torchLayout('torchvision', modules)],
    tuneLimit: 1e-4,
    ...ofImages((b, image) => buildShuffleNet(b, image, net)),
    classifier: imagenetClassifier(net.top),
  };
}

export const shufflenetV2s: readonly ImageBackbone[] = [
  shufflenet(
    '0_5',
    { filters: [48, 96, 192], top: 1024 },
    { parameters: 341_792, file: 'shufflenetv2_x0.5-f707e7126e.pth', top1: 0.60552 },
  ),
  shufflenet(
    '1_0',
    { filters: [116, 232, 464], top: 1024 },
    { parameters: 1_253_604, file: 'shufflenetv2_x1-5666bf0f80.pth', top1: 0.69362 },
  ),
  shufflenet(
    '1_5',
    { filters: [176, 352, 704], top: 1024 },
    { parameters: 2_478_624, file: 'shufflenetv2_x1_5-3c479a10.pth', top1: 0.72996 },
  ),
  shufflenet(
    '2_0',
    { filters: [244, 488, 976], top: 2048 },
    { parameters: 5_344_996, file: 'shufflenetv2_x2_0-8be3c8ee.pth', top1: 0.7623 },
  ),
];
