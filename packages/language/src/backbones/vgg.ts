/**
 * VGG as torchvision 0.24 (`models/vgg.py`) and Keras 3 (`applications/vgg16.py`, `vgg19.py`) have it, which compute the same
 * function of the same weights. Layers carry Keras's names. Keras has no variant with batch-norm.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d } from '../graph/layers.js';
import { relu } from '../graph/ops/elementwise.js';
import { maxPool } from '../graph/pools.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { denseTop, denseTopClassifier, denseTopModules, denseTopParameters } from './dense-top.js';
import { kerasLayout } from './keras-layout.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { conv, norm, type TorchModule, torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, torchvisionSource } from './torchvision.js';

interface Vgg {
  /** Convolutions of `block1` … `block5`. */
  readonly convolutions: readonly [number, number, number, number, number];
  readonly norm: boolean;
}

const filters = [64, 128, 256, 512, 512];

/** `block2_conv1`, block by block. */
const layersOf = ({ convolutions }: Vgg): readonly (readonly string[])[] =>
  convolutions.map((count, block) =>
    Array.from({ length: count }, (_, i) => `block${block + 1}_conv${i + 1}`),
  );

/** `[N,S,S,3] -> [N,S/32,S/32,512]`, in blocks `block1` … `block5`, each of which ends in a pool. */
function buildVgg(b: GraphBuilder, image: Ref, net: Vgg): Ref {
  return layersOf(net).reduce((input, layers, i) => {
    const name = `block${i + 1}`;
    return b.block(name, () => {
      const y = layers.reduce((x, layer) => convolution(b, layer, x, filters[i]!, net), input);
      return maxPool(b, `${name}_pool`, y, { size: 2 });
    });
  }, image);
}

function convolution(b: GraphBuilder, name: string, x: Ref, filters: number, net: Vgg): Ref {
  const y = conv2d(b, name, x, { filters, size: 3, bias: true });
  const z = net.norm ? batchNorm(b, `${name}_bn`, y, { epsilon: 1e-5, momentum: 0.9 }) : y;
  return b.apply(relu, [z], {}, `${name}_relu`);
}

/** `features` is one sequence: convolutions, norms, activations and pools are counted alike. */
function modulesOf(net: Vgg): ReadonlyMap<string, TorchModule> {
  let index = 0;
  const modules = layersOf(net).flatMap((layers) => {
    const found = layers.flatMap((layer): [string, TorchModule][] => {
      const at = index;
      index += net.norm ? 3 : 2;
      const convolution: [string, TorchModule] = [layer, conv(`features.${at}`)];
      return net.norm ? [convolution, [`${layer}_bn`, norm(`features.${at + 1}`)]] : [convolution];
    });
    index += 1;
    return found;
  });
  return new Map([...modules, ...denseTopModules([512, 7 * 7], [0, 3, 6])]);
}

/** Its layers have our names. */
const keras = (net: Vgg) => {
  const own = [...layersOf(net).flat(), 'fc1', 'fc2'].map((layer) => [layer, layer] as const);
  const layers = new Map([...own, ['classifier', 'predictions']]);
  return kerasLayout<Preprocessing>(layers, { preprocessing: preset('caffe') });
};

interface Facts extends Pick<ImageBackbone, 'name' | 'title' | 'parameters'> {
  readonly sources: readonly WeightSource<Preprocessing>[];
  /** Where Keras has it too: its files with and without the top. */
  readonly keras?: readonly [whole: WeightSource<Preprocessing>, notop: WeightSource<Preprocessing>];
}

const vgg = ({ keras: inKeras, sources, ...facts }: Facts, net: Vgg): ImageBackbone => ({
  ...facts,
  sources: [...sources, ...(inKeras ? [inKeras[1]] : [])],
  family: 'VGG',
  paper:
    'Simonyan and Zisserman 2014, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv:1409.1556',
  reference: `torchvision 0.24.0, ${facts.name}`,
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
  preprocessing: imagenetPreprocessing,
  layouts: [torchLayout('torchvision', modulesOf(net)), ...(inKeras ? [keras(net)] : [])],
  unread: (tensor) => /^classifier\.|^(fc1|fc2|predictions)\//.test(tensor),
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildVgg(b, image, net)),
  classifier: {
    ...denseTopClassifier,
    hidden: {
      parameters: denseTopParameters(7 * 7 * 512),
      only: 224,
      sources: [...sources.filter((source) => source !== features), ...(inKeras ? [inKeras[0]] : [])],
      build: denseTop,
    },
  },
});

const published = (file: string, top1: number) => torchvisionSource({ name: 'imagenet', file, top1 });

/** Converted from the authors' own. */
const publishedByKeras = (depth: 16 | 19, hashes: { readonly whole: string; readonly notop: string }) => {
  const file = `tensorflow/keras-applications/vgg${depth}/vgg${depth}_weights_tf_dim_ordering_tf_kernels`;
  const facts = { name: 'imagenet_keras', licence: 'CC-BY-4.0' };
  return [
    kerasSource<Preprocessing>({ ...facts, file: `${file}.h5`, md5: hashes.whole, top1: 0.713 }),
    kerasSource<Preprocessing>({ ...facts, file: `${file}_notop.h5`, md5: hashes.notop }),
  ] as const;
};

/** The original authors' weights without the classifier; Caffe's means, divided by 255. */
const features: WeightSource<Preprocessing> = {
  ...torchvisionSource({ name: 'imagenet_features', file: 'vgg16_features-amdegroot-88682ab5.pth' }),
  preprocessing: {
    ...imagenetPreprocessing,
    mean: [0.48235, 0.45882, 0.40784],
    deviation: [1 / 255, 1 / 255, 1 / 255],
  },
};

const convolutions = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
} as const;

const plain = (depth: keyof typeof convolutions, facts: Pick<Facts, 'parameters' | 'sources' | 'keras'>) =>
  vgg(
    { name: `vgg${depth}`, title: `VGG-${depth}`, ...facts },
    { convolutions: convolutions[depth], norm: false },
  );

const normalized = (depth: keyof typeof convolutions, facts: Pick<Facts, 'parameters' | 'sources'>) =>
  vgg(
    { name: `vgg${depth}_bn`, title: `VGG-${depth} with batch normalization`, ...facts },
    { convolutions: convolutions[depth], norm: true },
  );

export const vggs: readonly ImageBackbone[] = [
  plain(11, { parameters: 9_220_480, sources: [published('vgg11-8a719046.pth', 0.6902)] }),
  normalized(11, { parameters: 9_225_984, sources: [published('vgg11_bn-6002323d.pth', 0.7037)] }),
  plain(13, { parameters: 9_404_992, sources: [published('vgg13-19584684.pth', 0.69928)] }),
  normalized(13, { parameters: 9_410_880, sources: [published('vgg13_bn-abd245e5.pth', 0.71586)] }),
  plain(16, {
    parameters: 14_714_688,
    sources: [published('vgg16-397923af.pth', 0.71592), features],
    keras: publishedByKeras(16, {
      whole: '64373286793e3c8b2b4e3219cbf3544b',
      notop: '6d6bbae143d832006294945121d1f1fc',
    }),
  }),
  normalized(16, { parameters: 14_723_136, sources: [published('vgg16_bn-6c64b313.pth', 0.7336)] }),
  plain(19, {
    parameters: 20_024_384,
    sources: [published('vgg19-dcbb9e9d.pth', 0.72376)],
    keras: publishedByKeras(19, {
      whole: 'cbe5617147190e668d6c5d5026f83318',
      notop: '253f8cb515780f3b799900260a226db6',
    }),
  }),
  normalized(19, { parameters: 20_035_392, sources: [published('vgg19_bn-c79401a0.pth', 0.74218)] }),
];
