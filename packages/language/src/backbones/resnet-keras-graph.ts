/**
 * ResNet and ResNetV2 as Keras 3 has them (`applications/resnet.py`). Its ResNet is that of the paper: a bottleneck strides in
 * its first 1×1 convolution, where torchvision's strides in the 3×3, and the convolutions have biases. ResNetV2 normalizes
 * before it convolves, and a stage strides in its last unit. Layers have Keras's names.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d } from '../graph/layers.js';
import { add, relu } from '../graph/ops/elementwise.js';
import { pad } from '../graph/ops/padding.js';
import { maxPool } from '../graph/ops/pooling.js';
import type { Ref } from '../graph/types.js';
import { symmetricPadding } from './torchvision.js';

type Stride = 1 | 2;

interface Unit {
  /** `conv2_block1`. */
  readonly name: string;
  /** Of the first two convolutions; the third has four times as many. */
  readonly filters: number;
  readonly stride: Stride;
  /** Whether the first of its stage, whose shortcut is a convolution. */
  readonly first: boolean;
}

export interface KerasResNetVersion {
  /** Whether normalization comes before a convolution, and once more on top. */
  readonly preactivation: boolean;
  /** Of a unit of a stage, both counted from 0, that has so many units. */
  stride(stage: number, index: number, units: number): Stride;
  unit(b: GraphBuilder, x: Ref, unit: Unit): Ref;
}

export const version1: KerasResNetVersion = {
  preactivation: false,
  stride: (stage, index) => (stage > 0 && index === 0 ? 2 : 1),
  unit(b, x, { name, filters, stride, first }) {
    const convolve = (part: number, input: Ref, options: Convolution) =>
      normalize(b, `${name}_${part}_bn`, convolution(b, `${name}_${part}_conv`, input, options));
    const shortcut = first ? convolve(0, x, { filters: 4 * filters, size: 1, stride }) : x;
    let y = activate(b, `${name}_1_relu`, convolve(1, x, { filters, size: 1, stride }));
    y = activate(b, `${name}_2_relu`, convolve(2, y, { filters, size: 3 }));
    y = convolve(3, y, { filters: 4 * filters, size: 1 });
    return activate(b, `${name}_out`, b.apply(add, [shortcut, y], {}, `${name}_add`));
  },
};

export const version2: KerasResNetVersion = {
  preactivation: true,
  stride: (stage, index, units) => (stage < 3 && index === units - 1 ? 2 : 1),
  unit(b, x, { name, filters, stride, first }) {
    const normalized = (part: string, input: Ref) =>
      activate(b, `${name}_${part}_relu`, normalize(b, `${name}_${part}_bn`, input));
    const begun = normalized('preact', x);
    const strides = [stride, stride] as const;
    const skipped =
      stride === 1 ? x : b.apply(maxPool, [x], { size: [1, 1], strides, padding: 'valid' }, `${name}_pool`);
    const shortcut = first
      ? convolution(b, `${name}_0_conv`, begun, { filters: 4 * filters, size: 1, stride })
      : skipped;
    const bias = false;
    let y = convolution(b, `${name}_1_conv`, begun, { filters, size: 1, bias });
    y = convolution(b, `${name}_2_conv`, normalized('1', y), { filters, size: 3, stride, bias });
    y = convolution(b, `${name}_3_conv`, normalized('2', y), { filters: 4 * filters, size: 1 });
    return b.apply(add, [shortcut, y], {}, `${name}_out`);
  },
};

interface Convolution {
  readonly filters: number;
  readonly size: 1 | 3 | 7;
  readonly stride?: Stride;
  readonly bias?: boolean;
}

const convolution = (b: GraphBuilder, name: string, x: Ref, options: Convolution): Ref => {
  const { size, stride = 1, bias = true } = options;
  return conv2d(b, name, x, { ...options, bias, padding: symmetricPadding(size, stride) });
};

const normalize = (b: GraphBuilder, name: string, x: Ref): Ref =>
  batchNorm(b, name, x, { epsilon: 1.001e-5, momentum: 0.99 });

const activate = (b: GraphBuilder, name: string, x: Ref): Ref => b.apply(relu, [x], {}, name);

/** `[N,S,S,3] -> [N,S/32,S/32,2048]`, in blocks `stem`, `conv2` … `conv5` and, of ResNetV2, `top`. */
export function buildKerasResNet(
  b: GraphBuilder,
  image: Ref,
  version: KerasResNetVersion,
  depths: Depths,
): Ref {
  let x = b.block('stem', () => {
    const y = convolution(b, 'conv1_conv', image, { filters: 64, size: 7, stride: 2 });
    const begun = version.preactivation ? y : activate(b, 'conv1_relu', normalize(b, 'conv1_bn', y));
    // Around values below zero, zeros are another padding than that of a pool, which never wins.
    const padding = symmetricPadding(3, 2) as [[1, 1], [1, 1]];
    const padded = b.apply(pad, [begun], { padding, value: 0 }, 'pool1_pad');
    return b.apply(maxPool, [padded], { size: [3, 3], strides: [2, 2], padding: 'valid' }, 'pool1_pool');
  });
  depths.forEach((units, stage) => {
    const build = () => {
      let y = x;
      for (let i = 0; i < units; i++) {
        const stride = version.stride(stage, i, units);
        const name = `conv${stage + 2}_block${i + 1}`;
        y = version.unit(b, y, { name, filters: 64 * 2 ** stage, stride, first: i === 0 });
      }
      return y;
    };
    x = b.block(`conv${stage + 2}`, build, { residual: true });
  });
  if (!version.preactivation) return x;
  return b.block('top', () => activate(b, 'post_relu', normalize(b, 'post_bn', x)));
}

/** Units of `conv2` … `conv5`. */
export type Depths = readonly [number, number, number, number];
