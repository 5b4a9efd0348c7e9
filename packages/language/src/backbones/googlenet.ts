/**
 * GoogLeNet (Inception v1) as torchvision 0.24 (`models/googlenet.py`) has it: with batch-norm, and with 3×3 convolutions where
 * the paper's are 5×5. Layers carry torchvision's names. The two auxiliary classifiers are left out.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { concat } from '../graph/ops/tensor.js';
import { maxPool } from '../graph/pools.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { convolutionsWithNorm } from './inception-layers.js';
import { ofImages } from './of-images.js';
import { linear, type TorchModule, torchLayout } from './torch-layout.js';
import { torchvisionSource } from './torchvision.js';

/** Filters of the branches: 1×1; 1×1 and 3×3; 1×1 and 3×3; 1×1 after a pool. */
type Inception = readonly [number, readonly [number, number], readonly [number, number], number];

/** Modules of each stage, by the name of their block. */
const stages: readonly (readonly (readonly [string, Inception])[])[] = [
  [
    ['inception3a', [64, [96, 128], [16, 32], 32]],
    ['inception3b', [128, [128, 192], [32, 96], 64]],
  ],
  [
    ['inception4a', [192, [96, 208], [16, 48], 64]],
    ['inception4b', [160, [112, 224], [24, 64], 64]],
    ['inception4c', [128, [128, 256], [24, 64], 64]],
    ['inception4d', [112, [144, 288], [32, 64], 64]],
    ['inception4e', [256, [160, 320], [32, 128], 128]],
  ],
  [
    ['inception5a', [256, [160, 320], [32, 128], 128]],
    ['inception5b', [384, [192, 384], [48, 128], 128]],
  ],
];

/** Windows of the pools that end the first two stages. */
const pools = [3, 2];

const conv = convolutionsWithNorm({ epsilon: 1e-3, momentum: 0.9 });

/** `[N,224,224,3] -> [N,7,7,1024]`, in blocks `stem` and one for each inception module; a pool belongs to what it follows. */
function buildGoogLeNet(b: GraphBuilder, image: Ref): Ref {
  let x = b.block('stem', () => {
    const side = [3, 3] as const;
    const y = conv(b, 'conv1', image, { filters: 64, size: 7, stride: 2, padding: [side, side] });
    const pooled = maxPool(b, 'maxpool1', y, { size: 3, stride: 2, ceil: true });
    const narrow = conv(b, 'conv2', pooled, { filters: 64, size: 1 });
    const wide = conv(b, 'conv3', narrow, { filters: 192, size: 3 });
    return maxPool(b, 'maxpool2', wide, { size: 3, stride: 2, ceil: true });
  });
  stages.forEach((modules, stage) => {
    modules.forEach(([name, filters], i) => {
      const size = i === modules.length - 1 ? pools[stage] : undefined;
      x = b.block(name, () => {
        const y = inception(b, name, x, filters);
        return size ? maxPool(b, `maxpool${stage + 3}`, y, { size, stride: 2, ceil: true }) : y;
      });
    });
  });
  return x;
}

function inception(b: GraphBuilder, name: string, x: Ref, filters: Inception): Ref {
  const [first, second, third, fourth] = filters;
  const reduced = (branch: string, [narrow, wide]: readonly [number, number]): Ref => {
    const y = conv(b, `${name}.${branch}.0`, x, { filters: narrow, size: 1 });
    return conv(b, `${name}.${branch}.1`, y, { filters: wide, size: 3 });
  };
  const branches = [
    conv(b, `${name}.branch1`, x, { filters: first, size: 1 }),
    reduced('branch2', second),
    reduced('branch3', third),
  ];
  const pooled = maxPool(b, `${name}.branch4.0`, x, { size: 3, stride: 1, padding: 1 });
  const last = conv(b, `${name}.branch4.1`, pooled, { filters: fourth, size: 1 });
  return b.apply(concat, [...branches, last], {}, `${name}/concat`);
}

const classifierModule = new Map<string, TorchModule>([['classifier', linear('fc')]]);

/** The classifier is `fc`; every other layer is named as its module. */
const modules = {
  get: (layer: string): TorchModule => classifierModule.get(layer) ?? { path: layer, kernel: 'oihw' },
};

export const googlenet: ImageBackbone = {
  name: 'googlenet',
  title: 'GoogLeNet (Inception v1)',
  family: 'GoogLeNet',
  parameters: 5_599_904,
  paper: 'Szegedy et al. 2014, Going Deeper with Convolutions, arXiv:1409.4842',
  reference: 'torchvision 0.24.0, googlenet',
  inputSize: { native: 224, minimum: 15, multipleOf: 1 },
  // torchvision standardises by ImageNet's means and then, in the network, undoes it: `transform_input`.
  preprocessing: preset('tf'),
  sources: [torchvisionSource({ name: 'imagenet', file: 'googlenet-1378be20.pth', top1: 0.69778 })],
  layouts: [torchLayout('torchvision', modules)],
  unread: (tensor) => /^aux[12]\./.test(tensor),
  tuneLimit: 1e-4,
  ...ofImages(buildGoogLeNet),
  classifier: imagenetClassifier(1024),
};

export const googlenets: readonly ImageBackbone[] = [googlenet];
