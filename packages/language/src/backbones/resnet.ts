/**
 * ResNet as torchvision 0.24 has it (`models/resnet.py`), the form known as V1.5: a bottleneck strides in its
 * 3×3 convolution, not in its first 1×1. Blocks and layers carry torchvision's names, so that a layer's name
 * is also the name of its module in a weight file.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d } from '../graph/layers.js';
import { add, relu } from '../graph/ops/elementwise.js';
import { maxPool } from '../graph/ops/pooling.js';
import { fixed } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import type { WeightSource } from './card.js';
import { ofImages } from './of-images.js';
import { linear, type TorchModule, torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding, torchvisionSource } from './torchvision.js';

interface Convolution {
  readonly filters: number;
  readonly size: 1 | 3;
  readonly stride: 1 | 2;
}

interface ResNet {
  /** Number of residual units of `layer1` … `layer4`. */
  readonly units: readonly [number, number, number, number];
  /** The convolutions of one unit, the first of a stage with the stage's stride. */
  unit(width: number, stride: 1 | 2): readonly Convolution[];
}

const resnet18Net: ResNet = {
  units: [2, 2, 2, 2],
  unit: (width, stride) => [
    { filters: width, size: 3, stride },
    { filters: width, size: 3, stride: 1 },
  ],
};

const resnet50Net: ResNet = {
  units: [3, 4, 6, 3],
  unit: (width, stride) => [
    { filters: width, size: 1, stride: 1 },
    { filters: width, size: 3, stride },
    { filters: width * 4, size: 1, stride: 1 },
  ],
};

/** `[N,S,S,3] -> [N,S/32,S/32,C]`, in blocks `stem`, `layer1` … `layer4`. */
function buildResNet(b: GraphBuilder, image: Ref, net: ResNet): Ref {
  let x = b.block('stem', () => {
    const y = normalized(b, image, 'conv1', 'bn1', { filters: 64, size: 7, stride: 2 });
    const attrs = { size: [3, 3], strides: [2, 2], padding: symmetricPadding(3, 2) } as const;
    return b.apply(maxPool, [b.apply(relu, [y], {}, 'relu')], attrs, 'maxpool');
  });
  net.units.forEach((units, stage) => {
    const name = `layer${stage + 1}`;
    const build = () => {
      let y = x;
      for (let i = 0; i < units; i++) {
        const stride = i === 0 && stage > 0 ? 2 : 1;
        y = residualUnit(b, y, `${name}.${i}`, net.unit(64 * 2 ** stage, stride));
      }
      return y;
    };
    x = b.block(name, build, { residual: true });
  });
  return x;
}

function residualUnit(b: GraphBuilder, x: Ref, name: string, convolutions: readonly Convolution[]): Ref {
  let y = x;
  convolutions.forEach((convolution, i) => {
    y = normalized(b, y, `${name}.conv${i + 1}`, `${name}.bn${i + 1}`, convolution);
    if (i < convolutions.length - 1) y = b.apply(relu, [y], {}, `${name}.relu${i + 1}`);
  });
  const filters = convolutions.at(-1)!.filters;
  const stride = convolutions.some((c) => c.stride === 2) ? 2 : 1;
  const fits = stride === 1 && fixed(b.type(x).shape[3], name) === filters;
  const shortcut = fits
    ? x
    : normalized(b, x, `${name}.downsample.0`, `${name}.downsample.1`, { filters, size: 1, stride });
  return b.apply(relu, [b.apply(add, [y, shortcut], {}, `${name}.add`)], {}, `${name}.relu`);
}

function normalized(
  b: GraphBuilder,
  x: Ref,
  convolution: string,
  norm: string,
  { filters, size, stride }: { filters: number; size: number; stride: number },
): Ref {
  const padding = symmetricPadding(size, stride);
  const y = conv2d(b, convolution, x, { filters, size, stride, padding });
  return batchNorm(b, norm, y, { epsilon: 1e-5, momentum: 0.9 });
}

const classifierModule = new Map<string, TorchModule>([['classifier', linear('fc')]]);

/** The classifier is `fc`; every other layer is named as its module. */
const modules = {
  get: (layer: string): TorchModule => classifierModule.get(layer) ?? { path: layer, kernel: 'oihw' },
};

const resnet = (
  name: string,
  title: string,
  { features, parameters }: Pick<ImageBackbone, 'parameters'> & { readonly features: number },
  net: ResNet,
  sources: readonly WeightSource[],
): ImageBackbone => ({
  name,
  title,
  family: 'ResNet',
  parameters,
  paper: 'He et al. 2015, Deep Residual Learning for Image Recognition, arXiv:1512.03385',
  reference: `torchvision 0.24.0, ${name}`,
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
  preprocessing: imagenetPreprocessing,
  sources,
  layouts: [torchLayout('torchvision', modules)],
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildResNet(b, image, net)),
  classifier: { features, classes: 1000, kernel: 'classifier/kernel', bias: 'classifier/bias' },
});

export const resnet18 = resnet(
  'resnet18',
  'ResNet-18',
  { features: 512, parameters: 11_176_512 },
  resnet18Net,
  [
    torchvisionSource({
      name: 'imagenet',
      file: 'resnet18-f37072fd.pth',
      sha256: 'f37072fd47e89c5e827621c5baffa7500819f7896bbacec160b1a16c560e07ec',
      bytes: 46_830_571,
      top1: 0.69758,
    }),
  ],
);

export const resnet50 = resnet(
  'resnet50',
  'ResNet-50',
  { features: 2048, parameters: 23_508_032 },
  resnet50Net,
  [
    torchvisionSource({
      name: 'imagenet',
      file: 'resnet50-11ad3fa6.pth',
      sha256: '11ad3fa62ca79e40addfd354a8ec4b7c75143b3038b8d2a807fbc68deab379ca',
      bytes: 102_540_417,
      top1: 0.80858,
    }),
    torchvisionSource({
      name: 'imagenet_v1',
      file: 'resnet50-0676ba61.pth',
      sha256: '0676ba61b6795bbe1773cffd859882e5e297624d384b6993f7c9e683e722fb8a',
      bytes: 102_530_333,
      top1: 0.7613,
    }),
  ],
);

export const resnets: readonly ImageBackbone[] = [resnet18, resnet50];
