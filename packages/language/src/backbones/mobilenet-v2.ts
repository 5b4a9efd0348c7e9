/**
 * MobileNetV2 as torchvision 0.24 has it (`models/mobilenetv2.py`): strided convolutions pad both sides,
 * where Keras's pad only after.
 */
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import {
  buildInvertedResidualNet,
  type InvertedResidualNet,
  type Stage,
  type Unit,
  unitsOf,
} from './inverted-residual.js';
import { ofImages } from './of-images.js';
import { conv, depthwise, linear, norm, type TorchModule, torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding, torchvisionSource } from './torchvision.js';

const stages: readonly Stage[] = [
  { expansion: 1, filters: 16, repeats: 1, stride: 1, size: 3 },
  { expansion: 6, filters: 24, repeats: 2, stride: 2, size: 3 },
  { expansion: 6, filters: 32, repeats: 3, stride: 2, size: 3 },
  { expansion: 6, filters: 64, repeats: 4, stride: 2, size: 3 },
  { expansion: 6, filters: 96, repeats: 3, stride: 1, size: 3 },
  { expansion: 6, filters: 160, repeats: 3, stride: 2, size: 3 },
  { expansion: 6, filters: 320, repeats: 1, stride: 1, size: 3 },
];

const net: InvertedResidualNet = {
  stemFilters: 32,
  stages,
  topFilters: 1280,
  batchNorm: { epsilon: 1e-5, momentum: 0.9 },
  padding: symmetricPadding,
};

/** `features.0` is the stem, so that the unit of index 0 is `features.1`. */
const unitModules = ({ name, index, expansion }: Unit): readonly (readonly [string, TorchModule])[] => {
  const path = `features.${index + 1}.conv`;
  const expand = [
    [`${name}_expand_conv`, conv(`${path}.0.0`)],
    [`${name}_expand_bn`, norm(`${path}.0.1`)],
  ] as const;
  const first = expansion === 1 ? 0 : 1;
  return [
    ...(expansion === 1 ? [] : expand),
    [`${name}_dwconv`, depthwise(`${path}.${first}.0`)],
    [`${name}_bn`, norm(`${path}.${first}.1`)],
    [`${name}_project_conv`, conv(`${path}.${first + 1}`)],
    [`${name}_project_bn`, norm(`${path}.${first + 2}`)],
  ];
};

const modules = new Map<string, TorchModule>([
  ['stem_conv', conv('features.0.0')],
  ['stem_bn', norm('features.0.1')],
  ...unitsOf(stages).flat().flatMap(unitModules),
  ['top_conv', conv('features.18.0')],
  ['top_bn', norm('features.18.1')],
  ['classifier', linear('classifier.1')],
]);

export const mobilenetV2: ImageBackbone = {
  name: 'mobilenet_v2',
  title: 'MobileNetV2',
  parameters: 2_223_872,
  family: 'MobileNetV2',
  paper: 'Sandler et al. 2018, MobileNetV2: Inverted Residuals and Linear Bottlenecks, arXiv:1801.04381',
  reference: 'torchvision 0.24.0, mobilenet_v2',
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
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
    }),
  ],
  layouts: [torchLayout('torchvision', modules)],
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildInvertedResidualNet(b, image, net)),
  classifier: { features: 1280, classes: 1000, kernel: 'classifier/kernel', bias: 'classifier/bias' },
};

export const mobilenetV2s: readonly ImageBackbone[] = [mobilenetV2];
