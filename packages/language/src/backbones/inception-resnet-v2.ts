/**
 * Inception-ResNet V2 as Keras 3 (`applications/inception_resnet_v2.py`) has it. Keras gives most layers no names; here they are
 * named by block and branch.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d } from '../graph/layers.js';
import { add, mul, relu } from '../graph/ops/elementwise.js';
import { concat } from '../graph/ops/tensor.js';
import { averagePool, maxPool } from '../graph/pools.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { convolutionsWithNorm } from './inception-layers.js';
import { kerasNumberedLayout, layersOfImages } from './keras-numbered.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';

/** Filters, kernel, and whether the map is halved. */
type Convolution = readonly [filters: number, size: number | readonly [number, number], halved?: 'halved'];

type Branches = readonly (readonly Convolution[])[];

/** Units that add to their input what their branches make of it, scaled. */
interface Residual {
  readonly count: number;
  readonly scale: number;
  readonly branches: Branches;
}

const block35: Residual = {
  count: 10,
  scale: 0.17,
  branches: [
    [[32, 1]],
    [
      [32, 1],
      [32, 3],
    ],
    [
      [32, 1],
      [48, 3],
      [64, 3],
    ],
  ],
};

const block17: Residual = {
  count: 20,
  scale: 0.1,
  branches: [
    [[192, 1]],
    [
      [128, 1],
      [160, [1, 7]],
      [192, [7, 1]],
    ],
  ],
};

/** Its last unit adds without a scale and without an activation. */
const block8: Residual = {
  count: 10,
  scale: 0.2,
  branches: [
    [[192, 1]],
    [
      [192, 1],
      [224, [1, 3]],
      [256, [3, 1]],
    ],
  ],
};

const mixed5b: Branches = [
  [[96, 1]],
  [
    [48, 1],
    [64, 5],
  ],
  [
    [64, 1],
    [96, 3],
    [96, 3],
  ],
];

const mixed6a: Branches = [
  [[384, 3, 'halved']],
  [
    [256, 1],
    [256, 3],
    [384, 3, 'halved'],
  ],
];

const mixed7a: Branches = [
  [
    [256, 1],
    [384, 3, 'halved'],
  ],
  [
    [256, 1],
    [288, 3, 'halved'],
  ],
  [
    [256, 1],
    [288, 3],
    [320, 3, 'halved'],
  ],
];

const conv = convolutionsWithNorm({ epsilon: 1e-3, momentum: 0.99, scale: false });

/** `[N,299,299,3] -> [N,8,8,1536]`. */
function buildInceptionResNetV2(b: GraphBuilder, image: Ref): Ref {
  const stem = b.block('stem', () => buildStem(b, image));
  const mixed = b.block('mixed_5b', () => {
    const values = branchesOf(b, 'mixed_5b', stem, mixed5b);
    const pooled = averagePool(b, 'mixed_5b/average', stem, {
      size: 3,
      stride: 1,
      padding: 'same',
      countPadding: false,
    });
    const last = conv(b, 'mixed_5b.branch_pool', pooled, { filters: 64, size: 1 });
    return b.apply(concat, [...values, last], {}, 'mixed_5b/concat');
  });
  let x = residuals(b, 'block35', mixed, block35);
  x = reduction(b, 'mixed_6a', x, mixed6a);
  x = residuals(b, 'block17', x, block17);
  x = reduction(b, 'mixed_7a', x, mixed7a);
  x = residuals(b, 'block8', x, block8, { last: 'plain' });
  return b.block('conv_7b', () => conv(b, 'conv_7b', x, { filters: 1536, size: 1 }));
}

function buildStem(b: GraphBuilder, image: Ref): Ref {
  const valid = { padding: 'valid' } as const;
  let x = conv(b, 'stem.conv1', image, { filters: 32, size: 3, stride: 2, ...valid });
  x = conv(b, 'stem.conv2', x, { filters: 32, size: 3, ...valid });
  x = conv(b, 'stem.conv3', x, { filters: 64, size: 3 });
  x = maxPool(b, 'stem/pool1', x, { size: 3, stride: 2 });
  x = conv(b, 'stem.conv4', x, { filters: 80, size: 1 });
  x = conv(b, 'stem.conv5', x, { filters: 192, size: 3, ...valid });
  return maxPool(b, 'stem/pool2', x, { size: 3, stride: 2 });
}

const branchesOf = (b: GraphBuilder, name: string, x: Ref, branches: Branches): readonly Ref[] =>
  branches.map((convolutions, branch) =>
    convolutions.reduce((y, [filters, size, halved], i) => {
      const window = halved ? ({ stride: 2, padding: 'valid' } as const) : {};
      return conv(b, `${name}.branch${branch}_${i + 1}`, y, { filters, size, ...window });
    }, x),
  );

const reduction = (b: GraphBuilder, name: string, x: Ref, branches: Branches): Ref =>
  b.block(name, () => {
    const values = branchesOf(b, name, x, branches);
    const pooled = maxPool(b, `${name}/pool`, x, { size: 3, stride: 2 });
    return b.apply(concat, [...values, pooled], {}, `${name}/concat`);
  });

function residuals(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { count, scale, branches }: Residual,
  { last }: { readonly last?: 'plain' } = {},
): Ref {
  const unit = (y: Ref, i: number): Ref => {
    const own = `${name}_${i + 1}`;
    const plain = last === 'plain' && i === count - 1;
    const mixed = b.apply(concat, branchesOf(b, own, y, branches), {}, `${own}/concat`);
    const filters = fixed(b.type(y).shape[3], own);
    const up = conv2d(b, `${own}_conv`, mixed, { filters, size: 1, bias: true });
    const scaled = plain ? up : b.apply(mul, [up, b.constant(`${own}/scale`, scale)], {}, `${own}/scaled`);
    const sum = b.apply(add, [y, scaled], {}, `${own}/add`);
    return plain ? sum : b.apply(relu, [sum], {}, `${own}/relu`);
  };
  const units = Array.from({ length: count }, (_, i) => i);
  return b.block(name, () => units.reduce(unit, x), { residual: true });
}

const native = 299;

const layerNames: ReadonlyMap<string, string> = new Map([
  ['conv_7b.conv', 'conv_7b'],
  ['conv_7b.bn', 'conv_7b_bn'],
  ['classifier', 'predictions'],
]);

const keras = kerasNumberedLayout({
  layers: () => layersOfImages(buildInceptionResNetV2, native),
  named: (layer) => layerNames.get(layer) ?? (/^block\d+_\d+_conv$/.test(layer) ? layer : undefined),
});

export const inceptionResnetV2: ImageBackbone = {
  name: 'inception_resnet_v2',
  title: 'Inception-ResNet V2',
  family: 'Inception',
  parameters: 54_276_192,
  paper:
    'Szegedy et al. 2016, Inception-v4, Inception-ResNet and the Impact of Residual Connections, arXiv:1602.07261',
  reference: 'Keras 3.15.0, InceptionResNetV2',
  inputSize: { native, minimum: 75, multipleOf: 1 },
  preprocessing: preset('tf'),
  sources: [
    kerasSource<Preprocessing>({
      name: 'imagenet',
      file: 'tensorflow/keras-applications/inception_resnet_v2/inception_resnet_v2_weights_tf_dim_ordering_tf_kernels_notop.h5',
      md5: 'd19885ff4a710c122648d3b5c3b684e4',
      licence: 'Apache-2.0',
    }),
  ],
  layouts: [keras],
  tuneLimit: 1e-4,
  ...ofImages(buildInceptionResNetV2),
  classifier: imagenetClassifier(1536),
};

export const inceptionResnets: readonly ImageBackbone[] = [inceptionResnetV2];
