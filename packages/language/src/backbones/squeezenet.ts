/**
 * SqueezeNet as torchvision 0.24 (`models/squeezenet.py`) has it. Layers carry torchvision's names; max pools round their
 * output size up.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d } from '../graph/layers.js';
import { relu } from '../graph/ops/elementwise.js';
import { concat } from '../graph/ops/tensor.js';
import { maxPool } from '../graph/pools.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import type { WeightLayout } from './card.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { ofImages } from './of-images.js';
import { torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, torchvisionSource } from './torchvision.js';

/** Filters of the 1×1 convolution that squeezes, and of each of the two that expand. */
type Fire = readonly [squeeze: number, expand: number];

interface SqueezeNet {
  readonly stem: { readonly filters: number; readonly size: number };
  /** Fire modules of each block, a pool before them. */
  readonly blocks: readonly (readonly Fire[])[];
}

const fires: readonly Fire[] = [
  [16, 64],
  [16, 64],
  [32, 128],
  [32, 128],
  [48, 192],
  [48, 192],
  [64, 256],
  [64, 256],
];

/** In 1.1 the pools come earlier, so that less is computed. */
const versions = {
  '1.0': {
    stem: { filters: 96, size: 7 },
    blocks: [fires.slice(0, 3), fires.slice(3, 7), fires.slice(7)],
  },
  '1.1': {
    stem: { filters: 64, size: 3 },
    blocks: [fires.slice(0, 2), fires.slice(2, 4), fires.slice(4)],
  },
} as const satisfies Readonly<Record<string, SqueezeNet>>;

/** `[N,224,224,3] -> [N,13,13,512]`, in blocks `stem`, `block1` … `block3`. */
function buildSqueezeNet(b: GraphBuilder, image: Ref, { stem, blocks }: SqueezeNet): Ref {
  // Places in torchvision's `features`, which counts activations and pools too.
  let index = 2;
  let x = b.block('stem', () =>
    convolution(b, 'features.0', image, { ...stem, stride: 2, padding: 'valid' }),
  );
  blocks.forEach((modules, i) => {
    const name = `block${i + 1}`;
    x = b.block(name, () => {
      const pooled = maxPool(b, `${name}_pool`, x, { size: 3, stride: 2, ceil: true });
      index += 1;
      return modules.reduce((y, module) => fire(b, `features.${index++}`, y, module), pooled);
    });
  });
  return x;
}

/** Squeezes with a 1×1 convolution, then expands with a 1×1 and a 3×3 convolution in parallel. */
function fire(b: GraphBuilder, name: string, x: Ref, [squeeze, expand]: Fire): Ref {
  const narrow = convolution(b, `${name}.squeeze`, x, { filters: squeeze, size: 1 });
  const wide = [
    convolution(b, `${name}.expand1x1`, narrow, { filters: expand, size: 1 }),
    convolution(b, `${name}.expand3x3`, narrow, { filters: expand, size: 3 }),
  ];
  return b.apply(concat, wide, {}, `${name}/concat`);
}

function convolution(b: GraphBuilder, name: string, x: Ref, options: Parameters<typeof conv2d>[3]): Ref {
  return b.apply(relu, [conv2d(b, name, x, { ...options, bias: true })], {}, `${name}/relu`);
}

const classes = 1000;
const features = 512;
const modules = torchLayout('torchvision', { get: (layer) => ({ path: layer, kernel: 'oihw' }) });

/** The classifier is a 1×1 convolution, whose mean over all places is the answer. */
const torchvision: WeightLayout = {
  ...modules,
  locate(parameter) {
    if (parameter === 'classifier/bias') return { tensor: 'classifier.1.bias', transpose: 'none' };
    if (parameter !== 'classifier/kernel') return modules.locate(parameter);
    return { tensor: 'classifier.1.weight', transpose: 'oi', shape: [classes, features, 1, 1] };
  },
};

interface Facts extends Pick<ImageBackbone, 'name' | 'parameters'> {
  readonly version: keyof typeof versions;
  readonly minimum: number;
  readonly file: string;
  readonly top1: number;
}

const squeezenet = ({ name, version, parameters, minimum, file, top1 }: Facts): ImageBackbone => ({
  name,
  title: `SqueezeNet ${version}`,
  family: 'SqueezeNet',
  parameters,
  paper:
    'Iandola et al. 2016, SqueezeNet: AlexNet-level accuracy with 50x fewer parameters, arXiv:1602.07360',
  reference: `torchvision 0.24.0, ${name}`,
  inputSize: { native: 224, minimum, multipleOf: 1 },
  preprocessing: imagenetPreprocessing,
  sources: [torchvisionSource({ name: 'imagenet', file, top1 })],
  layouts: [torchvision],
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildSqueezeNet(b, image, versions[version])),
  classifier: imagenetClassifier(features),
});

export const squeezenets: readonly ImageBackbone[] = [
  squeezenet({
    name: 'squeezenet1_0',
    version: '1.0',
    parameters: 735_424,
    minimum: 21,
    file: 'squeezenet1_0-b66bff10.pth',
    top1: 0.58092,
  }),
  squeezenet({
    name: 'squeezenet1_1',
    version: '1.1',
    parameters: 722_496,
    minimum: 17,
    file: 'squeezenet1_1-b8a52dc0.pth',
    top1: 0.58178,
  }),
];
