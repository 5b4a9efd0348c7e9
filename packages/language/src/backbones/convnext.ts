/**
 * ConvNeXt as torchvision 0.24 (`models/convnext.py`) and Keras (`applications/convnext.py`) have it. Both compute the same of
 * the same parameters. Their classifiers normalize after pooling; here, as in Keras's network without its top, the feature
 * map is normalized, so that every kind of head reads normalized features.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d, dense, depthwiseConv2d, layerNorm, layerScale } from '../graph/layers.js';
import { add, gelu } from '../graph/ops/elementwise.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import type { WeightSource } from './card.js';
import { type ConvNeXt, convnextLayouts } from './convnext-layouts.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { imagenetPreprocessing, torchvisionSource } from './torchvision.js';

const norm = { epsilon: 1e-6 };

/** `[N,S,S,3] -> [N,S/32,S/32,C]`, in blocks `stem`, `stage1` … `stage4`, `top`. */
function buildConvNeXt(b: GraphBuilder, image: Ref, { units, widths }: ConvNeXt): Ref {
  let x = b.block('stem', () => {
    const options = { filters: widths[0], size: 4, stride: 4, padding: 'valid', bias: true } as const;
    return layerNorm(b, 'stem_norm', conv2d(b, 'stem_conv', image, options), norm);
  });
  widths.forEach((width, i) => {
    const stage = `stage${i + 1}`;
    const build = () => {
      let y = i === 0 ? x : downsample(b, `${stage}_downsample`, x, width);
      for (let unit = 1; unit <= units[i]!; unit++) y = residualUnit(b, `${stage}_unit${unit}`, y, width);
      return y;
    };
    x = b.block(stage, build, { residual: true });
  });
  return b.block('top', () => layerNorm(b, 'top_norm', x, norm));
}

function downsample(b: GraphBuilder, name: string, x: Ref, filters: number): Ref {
  const options = { filters, size: 2, stride: 2, padding: 'valid', bias: true } as const;
  return conv2d(b, `${name}_conv`, layerNorm(b, `${name}_norm`, x, norm), options);
}

function residualUnit(b: GraphBuilder, name: string, x: Ref, width: number): Ref {
  const mixed = depthwiseConv2d(b, `${name}_depthwise`, x, { size: 7, bias: true });
  const wide = dense(b, `${name}_mlp1`, layerNorm(b, `${name}_norm`, mixed, norm), 4 * width);
  const narrow = dense(b, `${name}_mlp2`, b.apply(gelu, [wide], {}, `${name}_gelu`), width);
  return b.apply(add, [layerScale(b, `${name}_scale`, narrow), x], {}, `${name}_add`);
}

interface Facts {
  readonly name: string;
  readonly title: string;
  readonly parameters: number;
  readonly reference: string;
}

const convnext = (facts: Facts, net: ConvNeXt, sources: readonly WeightSource[]): ImageBackbone => ({
  ...facts,
  family: 'ConvNeXt',
  paper: 'Liu et al. 2022, A ConvNet for the 2020s, arXiv:2201.03545',
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
  preprocessing: imagenetPreprocessing,
  sources,
  layouts: convnextLayouts(facts.name, net),
  tuneLimit: 5e-5,
  ...ofImages((b, image) => buildConvNeXt(b, image, net)),
  classifier: imagenetClassifier(net.widths[3]),
});

const imagenet1k = 'ImageNet-1k (ILSVRC 2012)';
const imagenet21k = 'ImageNet-21k, then ImageNet-1k';

/** Keras publishes what the authors of the network trained. */
const keras = (
  network: string,
  name: string,
  facts: Pick<WeightSource, 'sha256' | 'trainedOn'>,
): WeightSource =>
  kerasSource({
    name,
    file: `tensorflow/keras-applications/convnext/${network}.h5`,
    licence: 'MIT',
    ...facts,
  });

const torchvision = (name: string) => `torchvision 0.24.0, ${name}`;

export const convnexts: readonly ImageBackbone[] = [
  convnext(
    {
      name: 'convnext_tiny',
      title: 'ConvNeXt-T',
      parameters: 27_820_128,
      reference: torchvision('convnext_tiny'),
    },
    { units: [3, 3, 9, 3], widths: [96, 192, 384, 768] },
    [
      torchvisionSource({ name: 'imagenet', file: 'convnext_tiny-983f1562.pth', top1: 0.8252 }),
      keras('convnext_tiny', 'imagenet_keras', {
        sha256: '8ae6e78ce2933352b1ef4008e6dd2f17bc40771563877d156bc6426c7cf503ff',
        trainedOn: imagenet1k,
      }),
    ],
  ),
  convnext(
    {
      name: 'convnext_small',
      title: 'ConvNeXt-S',
      parameters: 49_454_688,
      reference: torchvision('convnext_small'),
    },
    { units: [3, 3, 27, 3], widths: [96, 192, 384, 768] },
    [
      torchvisionSource({ name: 'imagenet', file: 'convnext_small-0c510722.pth', top1: 0.83616 }),
      keras('convnext_small', 'imagenet_keras', {
        sha256: 'ce1277d8f1ee5a0ef0e171469089c18f5233860ceaf9b168049cb9263fd7483c',
        trainedOn: imagenet1k,
      }),
    ],
  ),
  convnext(
    {
      name: 'convnext_base',
      title: 'ConvNeXt-B',
      parameters: 87_566_464,
      reference: torchvision('convnext_base'),
    },
    { units: [3, 3, 27, 3], widths: [128, 256, 512, 1024] },
    [
      torchvisionSource({ name: 'imagenet', file: 'convnext_base-6075fbad.pth', top1: 0.84062 }),
      keras('convnext_base', 'imagenet_keras', {
        sha256: '52cbb006d3dadd03f6e095a8ca1aca47aecdd75acb4bc74bce1f5c695d0086e6',
        trainedOn: imagenet21k,
      }),
    ],
  ),
  convnext(
    {
      name: 'convnext_large',
      title: 'ConvNeXt-L',
      parameters: 196_230_336,
      reference: torchvision('convnext_large'),
    },
    { units: [3, 3, 27, 3], widths: [192, 384, 768, 1536] },
    [
      torchvisionSource({ name: 'imagenet', file: 'convnext_large-ea097f82.pth', top1: 0.84414 }),
      keras('convnext_large', 'imagenet_keras', {
        sha256: '070c5ed9ed289581e477741d3b34beffa920db8cf590899d6d2c67fba2a198a6',
        trainedOn: imagenet21k,
      }),
    ],
  ),
  convnext(
    {
      name: 'convnext_xlarge',
      title: 'ConvNeXt-XL',
      parameters: 348_147_968,
      reference: 'timm 1.0.31, convnext_xlarge',
    },
    { units: [3, 3, 27, 3], widths: [256, 512, 1024, 2048] },
    [
      keras('convnext_xlarge', 'imagenet', {
        sha256: 'c1f5ccab661354fc3a79a10fa99af82f0fbf10ec65cb894a3ae0815f17a889ee',
        trainedOn: imagenet21k,
      }),
    ],
  ),
];
