/**
 * MobileNet as Keras 3 has it (`applications/mobilenet.py`): convolutions that filter each channel, each followed by one of
 * 1×1 that mixes them. Layers carry Keras's names. A strided one pads a row and a column after, whatever the size.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d, depthwiseConv2d } from '../graph/layers.js';
import type { Padding } from '../graph/ops/convolution.js';
import { relu6 } from '../graph/ops/elementwise.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import type { WeightSource } from './card.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { type KerasLayer, kerasLayout } from './keras-layout.js';
import { kerasSource } from './keras-source.js';
import { ofImages } from './of-images.js';

/** Filters of the units of `block1` … `block5`; the first of a block strides, but not in the first block. */
const blocks: readonly (readonly number[])[] = [
  [64],
  [128, 128],
  [256, 256],
  [512, 512, 512, 512, 512, 512],
  [1024, 1024],
];

const stem = 32;

const after: Padding = [
  [0, 1],
  [0, 1],
];

/** `[N,S,S,3] -> [N,S/32,S/32,1024·alpha]`, in blocks `stem`, `block1` … `block5`. */
function buildMobileNet(b: GraphBuilder, image: Ref, alpha: number): Ref {
  const width = (filters: number) => Math.floor(filters * alpha);
  let x = b.block('stem', () => {
    const y = conv2d(b, 'conv1', image, { filters: width(stem), size: 3, stride: 2 });
    return activated(b, 'conv1', y);
  });
  let unit = 0;
  blocks.forEach((units, block) => {
    x = b.block(`block${block + 1}`, () => {
      units.forEach((filters, i) => {
        unit += 1;
        const [filter, mix] = [`conv_dw_${unit}`, `conv_pw_${unit}`];
        const window = i === 0 && block > 0 ? ({ stride: 2, padding: after } as const) : {};
        x = activated(b, filter, depthwiseConv2d(b, filter, x, { size: 3, ...window }));
        x = activated(b, mix, conv2d(b, mix, x, { filters: width(filters), size: 1 }));
      });
      return x;
    });
  });
  return x;
}

function activated(b: GraphBuilder, name: string, x: Ref): Ref {
  const normal = batchNorm(b, `${name}_bn`, x, { epsilon: 1e-3, momentum: 0.99 });
  return b.apply(relu6, [normal], {}, `${name}_relu`);
}

const units = blocks.flat().flatMap((_, i) => [`conv_dw_${i + 1}`, `conv_pw_${i + 1}`]);
const layers = ['conv1', ...units].flatMap((name) => [name, `${name}_bn`]);

/** `2_5` is a quarter. */
const sourcesOf = (alpha: number, top1?: number): readonly WeightSource[] =>
  [224, 192, 160, 128].map((size) =>
    kerasSource({
      name: size === 224 ? 'imagenet' : `imagenet_${size}`,
      file: `tensorflow/keras-applications/mobilenet/mobilenet_${alpha === 1 ? '1_0' : (alpha * 10).toFixed(1).replace('.', '_')}_${size}_tf_no_top.h5`,
      licence: 'Apache-2.0',
      ...(size === 224 && top1 !== undefined ? { top1 } : {}),
    }),
  );

function mobilenet(alpha: number, parameters: number, top1?: number): ImageBackbone {
  const features = Math.floor(1024 * alpha);
  const classes = 1000;
  return {
    name: alpha === 1 ? 'mobilenet_v1' : `mobilenet_v1_0${alpha * 100}`,
    title: alpha === 1 ? 'MobileNet' : `MobileNet × ${alpha}`,
    parameters,
    family: 'MobileNet',
    paper:
      'Howard et al. 2017, MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, arXiv:1704.04861',
    reference: `Keras 3.15.0, MobileNet(alpha=${alpha})`,
    inputSize: { native: 224, minimum: 32, multipleOf: 32 },
    preprocessing: preset('tf'),
    sources: sourcesOf(alpha, top1),
    layouts: [
      kerasLayout(
        new Map<string, KerasLayer>([
          ...layers.map((layer) => [layer, { layer }] as const),
          // A convolution of 1×1.
          ['classifier', { layer: 'conv_preds', shapes: { kernel: [1, 1, features, classes] } }] as const,
        ]),
      ),
    ],
    tuneLimit: 1e-4,
    ...ofImages((b, image) => buildMobileNet(b, image, alpha)),
    classifier: imagenetClassifier(features),
  };
}

export const mobilenetV1s: readonly ImageBackbone[] = [
  mobilenet(0.25, 213_072),
  mobilenet(0.5, 818_592),
  mobilenet(0.75, 1_816_560),
  mobilenet(1, 3_206_976, 0.704),
];
