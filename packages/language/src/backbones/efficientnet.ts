/**
 * EfficientNet B0 to B7 as torchvision 0.24 (`models/efficientnet.py`) and Keras 3 (`applications/efficientnet.py`) have them. In
 * torchvision strided convolutions pad both sides, in Keras as TensorFlow's `same` does, whose `correct_pad` is that at a size
 * that the network knows. Stochastic depth is off.
 */
import { sigmoid, swish } from '../graph/ops/elementwise.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { efficientnetStages } from './efficientnet-stages.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { buildInvertedResidualNet, type InvertedResidualNet } from './inverted-residual.js';
import { efficientnetLayers, efficientnetModules } from './inverted-residual-layouts.js';
import { scaled, unitsOf } from './inverted-residual-units.js';
import { kerasLayout } from './keras-layout.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';
import { torchLayout } from './torch-layout.js';
import { symmetricPadding, torchvisionSource } from './torchvision.js';
import { roundedWidth } from './widths.js';

const stages = efficientnetStages.map((stage) => ({ ...stage, squeeze: true }));

/** What a variant is, whoever implements it. */
interface Variant {
  readonly width: number;
  readonly depth: number;
  readonly parameters: number;
}

const variants: readonly Variant[] = [
  { width: 1, depth: 1, parameters: 4_007_548 },
  { width: 1, depth: 1.1, parameters: 6_513_184 },
  { width: 1.1, depth: 1.2, parameters: 7_700_994 },
  { width: 1.2, depth: 1.4, parameters: 10_696_232 },
  { width: 1.4, depth: 1.8, parameters: 17_548_616 },
  { width: 1.6, depth: 2.2, parameters: 28_340_784 },
  { width: 1.8, depth: 2.6, parameters: 40_735_704 },
  { width: 2, depth: 3.1, parameters: 63_786_960 },
];

function netOf(
  { width: factor, depth }: Variant,
  of: Pick<InvertedResidualNet, 'batchNorm' | 'padding'>,
): InvertedResidualNet {
  const width = (filters: number) => roundedWidth(filters * factor);
  return {
    ...of,
    stemFilters: width(32),
    stages: unitsOf(scaled(stages, { width, depth }), width(32)),
    topFilters: width(1280),
    activation: swish,
    squeeze: { activation: swish, gate: sigmoid },
  };
}

const cardOf = (n: number, native: number, net: InvertedResidualNet) => ({
  family: 'EfficientNet',
  paper: 'Tan and Le 2019, EfficientNet: Rethinking Model Scaling for CNNs, arXiv:1905.11946',
  parameters: variants[n]!.parameters,
  inputSize: { native, minimum: 32, multipleOf: 32 },
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildInvertedResidualNet(b, image, net)),
  classifier: imagenetClassifier(net.topFilters),
});

type Facts = Omit<Parameters<typeof torchvisionSource>[0], 'name'>;

/** B5 to B7 were converted from TensorFlow with its batch-norm, the others from PyTorch with PyTorch's. */
function torchvision(n: number, native: number, facts: Facts, earlier?: Facts): ImageBackbone {
  const batchNorm = n < 5 ? { epsilon: 1e-5, momentum: 0.9 } : { epsilon: 1e-3, momentum: 0.99 };
  const net = netOf(variants[n]!, { batchNorm, padding: symmetricPadding });
  const bicubic = preset('torch', 'bicubic');
  return {
    ...cardOf(n, native, net),
    name: `efficientnet_b${n}`,
    title: `EfficientNet-B${n}`,
    reference: `torchvision 0.24.0, efficientnet_b${n}`,
    // The newer weights of B1 are of torchvision's own training.
    preprocessing: earlier ? preset('torch') : bicubic,
    sources: [
      torchvisionSource({ name: 'imagenet', ...facts }),
      ...(earlier
        ? [{ ...torchvisionSource({ name: 'imagenet_v1', ...earlier }), preprocessing: bicubic }]
        : []),
    ],
    layouts: [torchLayout('torchvision', efficientnetModules(net.stages))],
  };
}

/**
 * Keras's model takes pixels as they are. It divides by 255, takes the means off and divides by the square root of what its file
 * has as variances, which are the deviations; and once more by their square root. So in all by the deviations, as torchvision's.
 * Source: `Rescaling` and `Normalization` at the head of efficientnet.py; tensorflow/tensorflow#49930.
 */
function keras(
  n: number,
  native: number,
  facts: { readonly md5: string; readonly top1: number },
): ImageBackbone {
  const net = netOf(variants[n]!, { batchNorm: { epsilon: 1e-3, momentum: 0.99 }, padding: () => 'same' });
  return {
    ...cardOf(n, native, net),
    name: `efficientnet_b${n}_keras`,
    title: `EfficientNet-B${n} (Keras)`,
    reference: `Keras 3.15.0, EfficientNetB${n}`,
    preprocessing: preset('torch', 'bicubic'),
    sources: [
      kerasSource({
        ...facts,
        name: 'imagenet',
        file: `keras-applications/efficientnetb${n}_notop.h5`,
        licence: 'Apache-2.0',
      }),
    ],
    layouts: [kerasLayout(efficientnetLayers(net.stages))],
    unread: (tensor) => /^normalization(_\d+)?\//.test(tensor),
  };
}

export const efficientnets: readonly ImageBackbone[] = [
  torchvision(0, 224, { file: 'efficientnet_b0_rwightman-7f5810bc.pth', top1: 0.77692 }),
  torchvision(
    1,
    240,
    { file: 'efficientnet_b1-c27df63c.pth', top1: 0.79838 },
    { file: 'efficientnet_b1_rwightman-bac287d4.pth', top1: 0.78642 },
  ),
  torchvision(2, 288, { file: 'efficientnet_b2_rwightman-c35c1473.pth', top1: 0.80608 }),
  torchvision(3, 300, { file: 'efficientnet_b3_rwightman-b3899882.pth', top1: 0.82008 }),
  torchvision(4, 380, { file: 'efficientnet_b4_rwightman-23ab8bcd.pth', top1: 0.83384 }),
  torchvision(5, 456, { file: 'efficientnet_b5_lukemelas-1a07897c.pth', top1: 0.83444 }),
  torchvision(6, 528, { file: 'efficientnet_b6_lukemelas-24a108a5.pth', top1: 0.84008 }),
  torchvision(7, 600, { file: 'efficientnet_b7_lukemelas-c5b4e57e.pth', top1: 0.84122 }),
  keras(0, 224, { md5: '50bc09e76180e00e4465e1a485ddc09d', top1: 0.771 }),
  keras(1, 240, { md5: '74c4e6b3e1f6a1eea24c589628592432', top1: 0.791 }),
  keras(2, 260, { md5: '111f8e2ac8aa800a7a99e3239f7bfb39', top1: 0.801 }),
  keras(3, 300, { md5: 'af6d107764bb5b1abb91932881670226', top1: 0.816 }),
  keras(4, 380, { md5: 'ebc24e6d6c33eaebbd558eafbeedf1ba', top1: 0.829 }),
  keras(5, 456, { md5: '38879255a25d3c92d5e44e04ae6cec6f', top1: 0.836 }),
  keras(6, 528, { md5: '9ecce42647a20130c1f39a5d4cb75743', top1: 0.84 }),
  keras(7, 600, { md5: 'cbcfe4450ddf6f3ad90b1b398090fe4a', top1: 0.843 }),
];
