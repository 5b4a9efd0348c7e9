/**
 * Inception V3 as torchvision 0.24 (`models/inception.py`) and Keras 3 (`applications/inception_v3.py`) have it. Keras's batch-norm
 * has no scale, and its average pools leave the padding out of the mean. torchvision's auxiliary classifier is left out.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { averagePool, maxPool } from '../graph/pools.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { type ConvolutionWithNorm, convolutionsWithNorm } from './inception-layers.js';
import { inceptionModules, type Tools } from './inception-v3-modules.js';
import { kerasNumberedLayout, layersOfImages } from './keras-numbered.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { linear, type TorchModule, torchLayout } from './torch-layout.js';
import { torchvisionSource } from './torchvision.js';

interface InceptionV3 {
  /** What the eleven modules are called; their blocks have the same names in lower case. */
  readonly names: readonly string[];
  readonly conv: ConvolutionWithNorm;
  /** Whether the padding is a part of the mean. */
  readonly countPadding: boolean;
}

/** `[N,299,299,3] -> [N,8,8,2048]`, in blocks `stem` and one for each module. */
function buildInceptionV3(b: GraphBuilder, image: Ref, net: InceptionV3): Ref {
  const stem = b.block('stem', () => buildStem(b, image, net));
  return net.names.reduce((x, name, i) => {
    const module = inceptionModules[i]!;
    return b.block(name.toLowerCase(), () => module(x, toolsFor(b, name, net)));
  }, stem);
}

function buildStem(b: GraphBuilder, image: Ref, { conv }: InceptionV3): Ref {
  const valid = { padding: 'valid' } as const;
  const a = conv(b, 'Conv2d_1a_3x3', image, { filters: 32, size: 3, stride: 2, ...valid });
  const c = conv(b, 'Conv2d_2b_3x3', conv(b, 'Conv2d_2a_3x3', a, { filters: 32, size: 3, ...valid }), {
    filters: 64,
    size: 3,
  });
  const pooled = maxPool(b, 'maxpool1', c, { size: 3, stride: 2 });
  const d = conv(b, 'Conv2d_3b_1x1', pooled, { filters: 80, size: 1 });
  const e = conv(b, 'Conv2d_4a_3x3', d, { filters: 192, size: 3, ...valid });
  return maxPool(b, 'maxpool2', e, { size: 3, stride: 2 });
}

function toolsFor(b: GraphBuilder, name: string, { conv, countPadding }: InceptionV3): Tools {
  return {
    b,
    name,
    conv: (x, branch, filters, size, options = {}) =>
      conv(b, `${name}.${branch}`, x, { filters, size, ...options }),
    average: (x) => averagePool(b, `${name}/average`, x, { size: 3, stride: 1, padding: 1, countPadding }),
    max: (x) => maxPool(b, `${name}/max`, x, { size: 3, stride: 2 }),
  };
}

const torchvisionNet: InceptionV3 = {
  names: ['5b', '5c', '5d', '6a', '6b', '6c', '6d', '6e', '7a', '7b', '7c'].map((name) => `Mixed_${name}`),
  conv: convolutionsWithNorm({ epsilon: 1e-3, momentum: 0.9 }),
  countPadding: true,
};

const kerasNet: InceptionV3 = {
  names: Array.from(inceptionModules, (_, i) => `mixed${i}`),
  conv: convolutionsWithNorm({ epsilon: 1e-3, momentum: 0.99, scale: false }),
  countPadding: false,
};

const classifierModule = new Map<string, TorchModule>([['classifier', linear('fc')]]);

/** The classifier is `fc`; every other layer is named as its module. */
const modules = {
  get: (layer: string): TorchModule => classifierModule.get(layer) ?? { path: layer, kernel: 'oihw' },
};

const keras = kerasNumberedLayout({
  layers: () => layersOfImages((b, image) => buildInceptionV3(b, image, kerasNet), native),
  named: (layer) => (layer === 'classifier' ? 'predictions' : undefined),
});

const native = 299;

const inceptionV3 = (
  facts: Pick<ImageBackbone, 'name' | 'title' | 'reference' | 'parameters' | 'layouts' | 'unread'>,
  net: InceptionV3,
  sources: readonly WeightSource<Preprocessing>[],
): ImageBackbone => ({
  ...facts,
  family: 'Inception',
  paper: 'Szegedy et al. 2015, Rethinking the Inception Architecture for Computer Vision, arXiv:1512.00567',
  inputSize: { native, minimum: 75, multipleOf: 1 },
  // torchvision standardises by ImageNet's means and then, in the network, undoes it: `transform_input`.
  preprocessing: preset('tf'),
  sources,
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildInceptionV3(b, image, net)),
  classifier: imagenetClassifier(2048),
});

export const inceptionV3s: readonly ImageBackbone[] = [
  inceptionV3(
    {
      name: 'inception_v3',
      title: 'Inception V3',
      reference: 'torchvision 0.24.0, inception_v3',
      parameters: 21_785_568,
      layouts: [torchLayout('torchvision', modules)],
      unread: (tensor) => tensor.startsWith('AuxLogits.'),
    },
    torchvisionNet,
    [torchvisionSource({ name: 'imagenet', file: 'inception_v3_google-0cc3c7bd.pth', top1: 0.77294 })],
  ),
  inceptionV3(
    {
      name: 'inception_v3_keras',
      title: 'Inception V3 of Keras',
      reference: 'Keras 3.15.0, InceptionV3',
      parameters: 21_768_352,
      layouts: [keras],
    },
    kerasNet,
    [
      kerasSource<Preprocessing>({
        name: 'imagenet',
        file: 'tensorflow/keras-applications/inception_v3/inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5',
        md5: 'bcbd6486424b2319ff4ef7d526e38f63',
        licence: 'Apache-2.0',
      }),
    ],
  ),
];
