/** What torchvision and Keras call the layers of DenseNet, now and in the files that they publish. */
import type { WeightLayout } from './card.js';
import { kerasLayout } from './keras-layout.js';
import { linear, torchLayout } from './torch-layout.js';

/** Of layers, and of the blocks between the stem and the top. Stages and units count from 0. */
export interface DenseNetNames {
  readonly stem: readonly [conv: string, norm: string];
  block(stage: number): string;
  unit(stage: number, index: number): Readonly<Record<'norm1' | 'conv1' | 'norm2' | 'conv2', string>>;
  transition(stage: number): Readonly<Record<'block' | 'norm' | 'conv', string>>;
  /** The last batch-norm. */
  readonly top: string;
}

/** The modules' paths below `features`. */
export const torchNames: DenseNetNames = {
  stem: ['conv0', 'norm0'],
  block: (stage) => `denseblock${stage + 1}`,
  unit(stage, index) {
    const unit = `denseblock${stage + 1}.denselayer${index + 1}`;
    return {
      norm1: `${unit}.norm1`,
      conv1: `${unit}.conv1`,
      norm2: `${unit}.norm2`,
      conv2: `${unit}.conv2`,
    };
  },
  transition(stage) {
    const block = `transition${stage + 1}`;
    return { block, norm: `${block}.norm`, conv: `${block}.conv` };
  },
  top: 'norm5',
};

/** Keras counts stages from the stem on, which is `conv1`. */
export const kerasNames: DenseNetNames = {
  stem: ['conv1_conv', 'conv1_bn'],
  block: (stage) => `conv${stage + 2}`,
  unit(stage, index) {
    const unit = `conv${stage + 2}_block${index + 1}`;
    return {
      norm1: `${unit}_0_bn`,
      conv1: `${unit}_1_conv`,
      norm2: `${unit}_1_bn`,
      conv2: `${unit}_2_conv`,
    };
  },
  transition(stage) {
    const block = `pool${stage + 2}`;
    return { block, norm: `${block}_bn`, conv: `${block}_conv` };
  },
  top: 'bn',
};

const torch = (name: string, path: (layer: string) => string): WeightLayout =>
  torchLayout(name, {
    get: (layer) =>
      layer === 'classifier' ? linear('classifier') : { path: `features.${path(layer)}`, kernel: 'oihw' },
  });

export const torchLayouts: readonly WeightLayout[] = [
  torch('torchvision', (layer) => layer),
  // `_load_state_dict` in models/densenet.py renames them so: `denseblock1.denselayer1.norm1` was `….norm.1`.
  torch('torchvision_published', (layer) => layer.replace(/(denselayer\d+\.(?:norm|conv))([12])$/, '$1.$2')),
];

const kerasNamed = (name: string, classifier: string, own: (layer: string) => string): WeightLayout =>
  kerasLayout(
    {
      get: (layer) => {
        if (layer === 'classifier') return classifier;
        return /^(conv\d_|pool\d_|bn$)/.test(layer) ? own(layer) : undefined;
      },
    },
    { name },
  );

export const kerasLayouts: readonly WeightLayout[] = [
  kerasNamed('keras', 'predictions', (layer) => layer),
  // Keras 2 allowed slashes in names: keras_applications/densenet.py 1.0.8.
  kerasNamed('keras_2', 'fc1000', (layer) => layer.replace(/^conv1_/, 'conv1/')),
];
