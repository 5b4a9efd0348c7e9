/**
 * MobileNetV3 as torchvision 0.24 (`models/mobilenetv3.py`) and Keras 3 (`applications/mobilenet_v3.py`) have it. In torchvision
 * strided convolutions pad both sides, in Keras as TensorFlow's `same` does. Keras's model normalizes by itself. The published
 * top has a hidden layer after the pool.
 */
import { hardSigmoid, hardSwish, relu } from '../graph/ops/elementwise.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { buildInvertedResidualNet, type InvertedResidualNet } from './inverted-residual.js';
import { kerasUnits, type PartNames, torchModules, torchvisionParts } from './inverted-residual-layouts.js';
import { type KerasLayer, kerasLayout } from './keras-layout.js';
import { kerasSource } from './keras-source.js';
import { kerasTop, type MobilenetV3Top, mobilenetV3Classifier, torchHidden } from './mobilenet-v3-top.js';
import { large, small, stemFilters, unitsOf, type Variant } from './mobilenet-v3-units.js';
import { ofImages } from './of-images.js';
import { torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding, torchvisionSource } from './torchvision.js';
import { roundedWidth } from './widths.js';

function netOf(
  variant: Variant,
  of: Pick<InvertedResidualNet, 'batchNorm' | 'padding'>,
): InvertedResidualNet {
  const stages = unitsOf(variant);
  return {
    ...of,
    stemFilters,
    stages,
    topFilters: roundedWidth(stages.at(-1)!.at(-1)!.filters * 6),
    activation: variant.minimalistic ? relu : hardSwish,
    squeeze: { activation: relu, gate: hardSigmoid },
  };
}

const cardOf = (net: InvertedResidualNet) => ({
  family: 'MobileNetV3',
  paper: 'Howard et al. 2019, Searching for MobileNetV3, arXiv:1905.02244',
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildInvertedResidualNet(b, image, net)),
});

/** `features.0` is the stem, so that the unit of index 0 is `features.1`. */
const torchvisionModules = ({ stages }: InvertedResidualNet) => {
  const top = `features.${stages.flat().length + 1}`;
  const units = torchModules(
    stages,
    { stem: ['features.0.0', 'features.0.1'], top: [`${top}.0`, `${top}.1`], classifier: 'classifier.3' },
    ({ index }, part, n) => torchvisionParts(`features.${index + 1}`, part, n),
  );
  return new Map([...units, ...torchHidden]);
};

const rowsOf = { small, large };
type Size = keyof typeof rowsOf;

/** Of the hidden layer, at every width of the network. */
const hiddenWidth = { small: 1024, large: 1280 };

const topOf = (size: Size, { topFilters, activation }: InvertedResidualNet): MobilenetV3Top => ({
  channels: topFilters,
  width: hiddenWidth[size],
  activation,
});

const titleOf = (size: Size): string => `MobileNetV3-${size === 'small' ? 'Small' : 'Large'}`;

function torchvision(size: Size, parameters: number, sources: readonly WeightSource[]): ImageBackbone {
  const net = netOf(
    { rows: rowsOf[size], alpha: 1, minimalistic: false },
    { batchNorm: { epsilon: 1e-3, momentum: 0.99 }, padding: symmetricPadding },
  );
  const name = `mobilenet_v3_${size}`;
  return {
    ...cardOf(net),
    name,
    title: titleOf(size),
    parameters,
    reference: `torchvision 0.24.0, ${name}`,
    preprocessing: imagenetPreprocessing,
    sources,
    layouts: [torchLayout('torchvision', torchvisionModules(net))],
    unread: (tensor) => tensor.startsWith('classifier.'),
    classifier: mobilenetV3Classifier(topOf(size, net)),
  };
}

const kerasNames: PartNames = ({ index }, part) => {
  const unit = index === 0 ? 'expanded_conv' : `expanded_conv_${index}`;
  if (part === 'squeeze') return [`${unit}_squeeze_excite_conv`, `${unit}_squeeze_excite_conv_1`];
  const layer = `${unit}_${part === 'filter' ? 'depthwise' : part}`;
  return [layer, `${layer}_bn`];
};

interface KerasFacts {
  readonly parameters: number;
  /** Of the files with and without the top. */
  readonly md5: { readonly whole: string; readonly notop: string };
  readonly top1: number;
}

function keras(size: Size, form: 'whole' | '075' | 'minimalistic', facts: KerasFacts): ImageBackbone {
  const { parameters, md5, top1 } = facts;
  const [alpha, minimalistic] = [form === '075' ? 0.75 : 1, form === 'minimalistic'];
  const net = netOf(
    { rows: rowsOf[size], alpha, minimalistic },
    { batchNorm: { epsilon: 1e-3, momentum: 0.999 }, padding: () => 'same' },
  );
  const top = topOf(size, net);
  const layers = new Map<string, KerasLayer | string>([
    ['stem_conv', 'conv'],
    ['stem_bn', 'conv_bn'],
    ...kerasUnits(net.stages, kerasNames),
    ['top_conv', 'conv_1'],
    ['top_bn', 'conv_1_bn'],
    ...kerasTop(top),
  ]);
  const file = `tensorflow/keras-applications/mobilenet_v3/weights_mobilenet_v3_${size}_${minimalistic ? 'minimalistic_' : ''}224_${alpha === 1 ? '1.0' : alpha}_float`;
  const source = (end: string, hash: string) =>
    kerasSource<Preprocessing>({
      name: 'imagenet',
      file: `${file}${end}.h5`,
      md5: hash,
      top1,
      licence: 'Apache-2.0',
    });
  const title = `${titleOf(size)}${alpha === 1 ? '' : ` × ${alpha}`}${minimalistic ? ' minimalistic' : ''}`;
  return {
    ...cardOf(net),
    name: `mobilenet_v3_${size}${form === 'whole' ? '' : `_${form}`}_keras`,
    title: `${title} (Keras)`,
    parameters,
    reference: `Keras 3.15.0, ${titleOf(size).replace('-', '')}(alpha=${alpha}, minimalistic=${minimalistic ? 'True' : 'False'})`,
    // `Rescaling` at the head of the model: pixels become -1 to 1.
    preprocessing: preset('tf'),
    sources: [source('_no_top_v2', md5.notop)],
    layouts: [kerasLayout(layers)],
    unread: (tensor) => /^(conv_2|logits)\//.test(tensor),
    classifier: mobilenetV3Classifier(top, [source('', md5.whole)]),
  };
}

export const mobilenetV3s: readonly ImageBackbone[] = [
  torchvision('small', 927_008, [
    torchvisionSource({ name: 'imagenet', file: 'mobilenet_v3_small-047dcff4.pth', top1: 0.67668 }),
  ]),
  torchvision('large', 2_971_952, [
    torchvisionSource({ name: 'imagenet', file: 'mobilenet_v3_large-5c1a4163.pth', top1: 0.75274 }),
    torchvisionSource({ name: 'imagenet_v1', file: 'mobilenet_v3_large-8738ca79.pth', top1: 0.74042 }),
  ]),
  keras('small', 'whole', {
    parameters: 927_008,
    md5: { whole: '8768d4c2e7dee89b9d02b2d03d65d862', notop: 'd3e8ec802a04aa4fc771ee12a9a9b836' },
    top1: 0.681,
  }),
  keras('small', '075', {
    parameters: 573_480,
    md5: { whole: 'cb65d4e5be93758266aa0a7f2c6708b7', notop: 'ebdb5cc8e0b497cd13a7c275d475c819' },
    top1: 0.654,
  }),
  keras('small', 'minimalistic', {
    parameters: 428_888,
    md5: { whole: '99cd97fb2fcdad2bf028eb838de69e37', notop: 'cde8136e733e811080d9fcd8a252f7e4' },
    top1: 0.619,
  }),
  keras('large', 'whole', {
    parameters: 2_971_952,
    md5: { whole: '59e551e166be033d707958cf9e29a6a7', notop: '07fb09a5933dd0c8eaafa16978110389' },
    top1: 0.756,
  }),
  keras('large', '075', {
    parameters: 1_789_648,
    md5: { whole: '765b44a33ad4005b3ac83185abf1d0eb', notop: '40af19a13ebea4e2ee0c676887f69a2e' },
    top1: 0.733,
  }),
  keras('large', 'minimalistic', {
    parameters: 1_413_208,
    md5: { whole: '675e7b876c45c57e9e63e6d90a36599c', notop: 'ec5221f64a2f6d1ef965a614bdae7973' },
    top1: 0.723,
  }),
];
