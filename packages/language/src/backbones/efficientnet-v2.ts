/**
 * EfficientNetV2 as torchvision 0.24 (`models/efficientnet.py`: S, M, L) and Keras 3 (`applications/efficientnet_v2.py`: B0 to
 * B3 as well) have it. In torchvision strided convolutions pad both sides, in Keras as TensorFlow's `same` does. Stochastic
 * depth is off.
 */
import { sigmoid, swish } from '../graph/ops/elementwise.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { buildInvertedResidualNet, type InvertedResidualNet } from './inverted-residual.js';
import { efficientnetLayers, efficientnetModules } from './inverted-residual-layouts.js';
import { type Stage, scaled, unitsOf } from './inverted-residual-units.js';
import { kerasLayout } from './keras-layout.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { torchLayout } from './torch-layout.js';
import { symmetricPadding, torchvisionSource } from './torchvision.js';
import { nearestWidth } from './widths.js';

/** Of windows of 3 pixels; those of the `fused` convolution have no squeeze-and-excitation. */
function stage(expansion: number, filters: number, repeats: number, stride: 1 | 2, fused?: 'fused'): Stage {
  return { expansion, filters, repeats, stride, size: 3, ...(fused ? { fused: true } : { squeeze: true }) };
}

const base = [
  stage(1, 16, 1, 1, 'fused'),
  stage(4, 32, 2, 2, 'fused'),
  stage(4, 48, 2, 2, 'fused'),
  stage(4, 96, 3, 2),
  stage(6, 112, 5, 1),
  stage(6, 192, 8, 2),
];

const small = [
  stage(1, 24, 2, 1, 'fused'),
  stage(4, 48, 4, 2, 'fused'),
  stage(4, 64, 4, 2, 'fused'),
  stage(4, 128, 6, 2),
  stage(6, 160, 9, 1),
  stage(6, 256, 15, 2),
];

const medium = [
  stage(1, 24, 3, 1, 'fused'),
  stage(4, 48, 5, 2, 'fused'),
  stage(4, 80, 5, 2, 'fused'),
  stage(4, 160, 7, 2),
  stage(6, 176, 14, 1),
  stage(6, 304, 18, 2),
  stage(6, 512, 5, 1),
];

const large = [
  stage(1, 32, 4, 1, 'fused'),
  stage(4, 64, 7, 2, 'fused'),
  stage(4, 96, 7, 2, 'fused'),
  stage(4, 192, 10, 2),
  stage(6, 224, 19, 1),
  stage(6, 384, 25, 2),
  stage(6, 640, 7, 1),
];

interface Variant {
  /** `b0`, `s`. */
  readonly name: string;
  readonly stages: readonly Stage[];
  readonly stem: number;
  readonly top: number;
  readonly native: number;
  readonly parameters: number;
}

/** B0 to B3 are one network, widened and deepened as EfficientNet's. */
const scaledBase = (width: number, depth: number): Pick<Variant, 'stages' | 'stem' | 'top'> => ({
  stages: scaled(base, { width: (filters) => nearestWidth(filters * width), depth }),
  stem: nearestWidth(32 * width),
  top: nearestWidth(1280 * width),
});

const b0: Variant = { name: 'b0', ...scaledBase(1, 1), native: 224, parameters: 5_858_704 };
const b1: Variant = { name: 'b1', ...scaledBase(1, 1.1), native: 240, parameters: 6_860_052 };
const b2: Variant = { name: 'b2', ...scaledBase(1.1, 1.2), native: 260, parameters: 8_687_086 };
const b3: Variant = { name: 'b3', ...scaledBase(1.2, 1.4), native: 300, parameters: 12_821_406 };

const s: Variant = { name: 's', stages: small, stem: 24, top: 1280, native: 384, parameters: 20_177_488 };
const m: Variant = { name: 'm', stages: medium, stem: 24, top: 1280, native: 480, parameters: 52_858_356 };
const l: Variant = { name: 'l', stages: large, stem: 32, top: 1280, native: 480, parameters: 117_234_272 };

const netOf = (
  { stages, stem, top }: Variant,
  padding: InvertedResidualNet['padding'],
): InvertedResidualNet => ({
  stemFilters: stem,
  stages: unitsOf(stages, stem),
  topFilters: top,
  activation: swish,
  squeeze: { activation: swish, gate: sigmoid },
  batchNorm: { epsilon: 1e-3, momentum: 0.9 },
  padding,
});

const cardOf = ({ native, parameters }: Variant, net: InvertedResidualNet) => ({
  family: 'EfficientNetV2',
  paper: 'Tan and Le 2021, EfficientNetV2: Smaller Models and Faster Training, arXiv:2104.00298',
  parameters,
  inputSize: { native, minimum: 32, multipleOf: 32 },
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildInvertedResidualNet(b, image, net)),
  classifier: imagenetClassifier(net.topFilters),
});

function torchvision(
  variant: Variant,
  preprocessing: Preprocessing,
  facts: Pick<Parameters<typeof torchvisionSource>[0], 'file' | 'top1'>,
): ImageBackbone {
  const net = netOf(variant, symmetricPadding);
  const name = `efficientnet_v2_${variant.name}`;
  return {
    ...cardOf(variant, net),
    name,
    title: `EfficientNetV2-${variant.name.toUpperCase()}`,
    reference: `torchvision 0.24.0, ${name}`,
    preprocessing,
    sources: [torchvisionSource({ name: 'imagenet', ...facts })],
    layouts: [torchLayout('torchvision', efficientnetModules(net.stages))],
  };
}

/** What Keras's model does at its head: B0 to B3 as torchvision, the others `x / 128 - 1`. */
function keras(variant: Variant, facts: { readonly md5: string; readonly top1: number }): ImageBackbone {
  const net = netOf(variant, () => 'same');
  const upper = variant.name.toUpperCase();
  const alone = variant.name.startsWith('b');
  const signed: Preprocessing = { ...preset('tf', 'bicubic'), scale: 128 };
  return {
    ...cardOf(variant, net),
    name: `efficientnet_v2_${variant.name}${alone ? '' : '_keras'}`,
    title: `EfficientNetV2-${upper}${alone ? '' : ' (Keras)'}`,
    reference: `Keras 3.15.0, EfficientNetV2${upper}`,
    preprocessing: alone ? preset('torch', 'bicubic') : signed,
    sources: [
      kerasSource({
        ...facts,
        name: 'imagenet',
        file: `tensorflow/keras-applications/efficientnet_v2/efficientnetv2-${variant.name}_notop.h5`,
        licence: 'Apache-2.0',
      }),
    ],
    layouts: [kerasLayout(efficientnetLayers(net.stages, 'dwconv2'))],
  };
}

const halves: Preprocessing = {
  ...preset('torch', 'bicubic'),
  mean: [0.5, 0.5, 0.5],
  deviation: [0.5, 0.5, 0.5],
};

export const efficientnetV2s: readonly ImageBackbone[] = [
  torchvision(s, preset('torch'), { file: 'efficientnet_v2_s-dd5fe13b.pth', top1: 0.84228 }),
  torchvision(m, preset('torch'), { file: 'efficientnet_v2_m-dc08266a.pth', top1: 0.85112 }),
  torchvision(l, halves, { file: 'efficientnet_v2_l-59c71312.pth', top1: 0.85808 }),
  keras(b0, { md5: '893217f2bb855e2983157299931e43ff', top1: 0.787 }),
  keras(b1, { md5: '0e80663031ca32d657f9caa404b6ec37', top1: 0.798 }),
  keras(b2, { md5: '1dfe2e7a5d45b6632553a8961ea609eb', top1: 0.805 }),
  keras(b3, { md5: 'f6abf7b5849ac99a89b50dd3fd532856', top1: 0.82 }),
  keras(s, { md5: 'af0682fb74e8c54910f2d4393339c070', top1: 0.839 }),
  keras(m, { md5: '1b8dc055df72dde80d614482840fe342', top1: 0.853 }),
  keras(l, { md5: 'b0b66b5c863aef5b46e8608fe1711615', top1: 0.857 }),
];
