/** MnasNet (B1) as torchvision 0.24 has it (`models/mnasnet.py`), which numbers all layers of a sequence. */
import { relu } from '../graph/ops/elementwise.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { buildInvertedResidualNet, type InvertedResidualNet } from './inverted-residual.js';
import { torchModules } from './inverted-residual-layouts.js';
import { type Stage, scaled, unitsOf } from './inverted-residual-units.js';
import { ofImages } from './of-images.js';
import { torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding, torchvisionSource } from './torchvision.js';
import { roundedWidth } from './widths.js';

const stages: readonly Stage[] = [
  { expansion: 1, filters: 16, repeats: 1, stride: 1, size: 3 },
  { expansion: 3, filters: 24, repeats: 3, stride: 2, size: 3 },
  { expansion: 3, filters: 40, repeats: 3, stride: 2, size: 5 },
  { expansion: 6, filters: 80, repeats: 3, stride: 2, size: 5 },
  { expansion: 6, filters: 96, repeats: 2, stride: 1, size: 3 },
  { expansion: 6, filters: 192, repeats: 4, stride: 2, size: 5 },
  { expansion: 6, filters: 320, repeats: 1, stride: 1, size: 3 },
];

const topFilters = 1280;

function netOf(alpha: number): InvertedResidualNet {
  const width = (filters: number) => roundedWidth(filters * alpha);
  return {
    stemFilters: width(32),
    stages: unitsOf(scaled(stages, { width, depth: 1 }), width(32)),
    topFilters,
    activation: relu,
    batchNorm: { epsilon: 1e-5, momentum: 0.9997 },
    padding: symmetricPadding,
  };
}

/** The first unit, which does not expand, lies bare after the stem; each of the others is a sequence of its own. */
const modulesOf = (net: InvertedResidualNet) =>
  torchModules(
    net.stages,
    { stem: ['layers.0', 'layers.1'], top: ['layers.14', 'layers.15'], classifier: 'classifier.1' },
    ({ stage, position }, _part, n) => {
      const [path, first] =
        stage === 0 ? ['layers', 3 * (n + 1)] : [`layers.${stage + 7}.${position}.layers`, 3 * n];
      return [`${path}.${first}`, `${path}.${first + 1}`];
    },
  );

function mnasnet(alpha: number, parameters: number, file: string, top1: number): ImageBackbone {
  const net = netOf(alpha);
  const name = `mnasnet${alpha === 1 ? '1.0' : alpha}`.replace('.', '_');
  return {
    name,
    title: `MnasNet × ${alpha === 1 ? '1.0' : alpha}`,
    parameters,
    family: 'MnasNet',
    paper: 'Tan et al. 2018, MnasNet: Platform-Aware Neural Architecture Search for Mobile, arXiv:1807.11626',
    reference: `torchvision 0.24.0, ${name}`,
    inputSize: { native: 224, minimum: 32, multipleOf: 32 },
    preprocessing: imagenetPreprocessing,
    sources: [torchvisionSource({ name: 'imagenet', file, top1 })],
    layouts: [torchLayout('torchvision', modulesOf(net))],
    tuneLimit: 1e-4,
    ...ofImages((b, image) => buildInvertedResidualNet(b, image, net)),
    classifier: imagenetClassifier(topFilters),
  };
}

export const mnasnets: readonly ImageBackbone[] = [
  mnasnet(0.5, 937_512, 'mnasnet0.5_top1_67.823-3ffadce67e.pth', 0.67734),
  mnasnet(0.75, 1_889_208, 'mnasnet0_75-7090bc5f.pth', 0.7118),
  mnasnet(1, 3_102_312, 'mnasnet1.0_top1_73.512-f206786ef8.pth', 0.73456),
  mnasnet(1.3, 5_001_256, 'mnasnet1_3-a4c69d6f.pth', 0.76506),
];
