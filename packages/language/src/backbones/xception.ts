/** Xception as Keras 3 (`applications/xception.py`) has it. Layers carry Keras's names; it gives the shortcuts' none. */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d } from '../graph/layers.js';
import { add, relu } from '../graph/ops/elementwise.js';
import { maxPool } from '../graph/pools.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { kerasNumberedLayout, layersOfImages } from './keras-numbered.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { separableConv2d, separableLayer } from './separable.js';

interface Unit {
  /** Of the separable convolutions, each after an activation. */
  readonly filters: readonly number[];
  /** Whether a pool halves the map, and a convolution the shortcut. */
  readonly halved: boolean;
}

/** Blocks 2 to 13. */
const units: readonly Unit[] = [
  { filters: [128, 128], halved: true },
  { filters: [256, 256], halved: true },
  { filters: [728, 728], halved: true },
  ...Array.from({ length: 8 }, () => ({ filters: [728, 728, 728], halved: false })),
  { filters: [728, 1024], halved: true },
];

const norm = { epsilon: 1e-3, momentum: 0.99 };

const shortcut = (name: string) => `${name}_shortcut`;

/** `[N,299,299,3] -> [N,10,10,2048]`, in blocks `block1` … `block14`. */
function buildXception(b: GraphBuilder, image: Ref): Ref {
  const stem = b.block('block1', () => {
    const options = { size: 3, padding: 'valid' } as const;
    const x = convolution(b, 'block1_conv1', image, { filters: 32, stride: 2, ...options });
    return convolution(b, 'block1_conv2', x, { filters: 64, ...options });
  });
  const middle = units.reduce((x, unit, i) => {
    const name = `block${i + 2}`;
    return b.block(name, () => residual(b, name, x, unit), { residual: true });
  }, stem);
  return b.block('block14', () => {
    const x = separable(b, 'block14_sepconv1', middle, 1536);
    const y = b.apply(relu, [x], {}, 'block14_sepconv1_act');
    return b.apply(relu, [separable(b, 'block14_sepconv2', y, 2048)], {}, 'block14_sepconv2_act');
  });
}

function convolution(b: GraphBuilder, name: string, x: Ref, options: Parameters<typeof conv2d>[3]): Ref {
  return b.apply(relu, [batchNorm(b, `${name}_bn`, conv2d(b, name, x, options), norm)], {}, `${name}_act`);
}

const separable = (b: GraphBuilder, name: string, x: Ref, filters: number): Ref =>
  batchNorm(b, `${name}_bn`, separableConv2d(b, name, x, { filters, size: 3 }), norm);

function residual(b: GraphBuilder, name: string, x: Ref, { filters, halved }: Unit): Ref {
  const past = halved ? halvedShortcut(b, shortcut(name), x, filters.at(-1)!) : x;
  const made = filters.reduce((y, count, i) => {
    const layer = `${name}_sepconv${i + 1}`;
    // What the first of these blocks reads has been activated.
    const active = name === 'block2' && i === 0 ? y : b.apply(relu, [y], {}, `${layer}_act`);
    return separable(b, layer, active, count);
  }, x);
  const pool = { size: 3, stride: 2, padding: 'same' } as const;
  return b.apply(add, [halved ? maxPool(b, `${name}_pool`, made, pool) : made, past], {}, `${name}_add`);
}

const halvedShortcut = (b: GraphBuilder, name: string, x: Ref, filters: number): Ref =>
  batchNorm(b, `${name}_bn`, conv2d(b, name, x, { filters, size: 1, stride: 2 }), norm);

const native = 299;

const keras = kerasNumberedLayout({
  layers: () => layersOfImages(buildXception, native),
  named(layer) {
    if (layer === 'classifier') return 'predictions';
    if (/_shortcut(_bn)?$/.test(layer)) return undefined;
    return separableLayer(layer) ?? layer;
  },
});

export const xception: ImageBackbone = {
  name: 'xception',
  title: 'Xception',
  family: 'Xception',
  parameters: 20_806_952,
  paper: 'Chollet 2016, Xception: Deep Learning with Depthwise Separable Convolutions, arXiv:1610.02357',
  reference: 'Keras 3.15.0, Xception',
  inputSize: { native, minimum: 7, multipleOf: 1 },
  preprocessing: preset('tf'),
  sources: [
    kerasSource<Preprocessing>({
      name: 'imagenet',
      file: 'tensorflow/keras-applications/xception/xception_weights_tf_dim_ordering_tf_kernels_notop.h5',
      md5: 'b0042744bf5b25fce3cb969f33bebb97',
      licence: 'MIT',
    }),
  ],
  layouts: [keras],
  tuneLimit: 1e-4,
  ...ofImages(buildXception),
  classifier: imagenetClassifier(2048),
};

export const xceptions: readonly ImageBackbone[] = [xception];
