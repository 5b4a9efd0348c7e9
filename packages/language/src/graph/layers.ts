/**
 * Layers as users know them, each a few IR nodes. Backbones and heads are written with these.
 * Parameter names follow Keras (`kernel`, `bias`, `gamma`, `beta`, `moving_mean`, `moving_variance`).
 */
import type { GraphBuilder } from './builder.js';
import { conv2d as convOp, depthwiseConv2d as depthwiseOp, type Padding } from './ops/convolution.js';
import { type DroppedTogether, dropout } from './ops/dropout.js';
import { biasAdd, mul } from './ops/elementwise.js';
import { gather } from './ops/indexing.js';
import {
  batchNorm as batchNormOp,
  groupNorm as groupNormOp,
  layerNorm as layerNormOp,
} from './ops/normalization.js';
import { matMul } from './ops/tensor.js';
import { fixed } from './shape.js';
import type { AttentionRole, Initializer, ParameterRole, Ref } from './types.js';

export interface ConvOptions {
  readonly filters: number;
  /** Of both sides of the kernel, or its height and width. */
  readonly size: number | readonly [number, number];
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
  /** Groups of channels, each convolved by itself. */
  readonly groups?: number;
}

/** `[N,H,W,C] -> [N,H',W',filters]`. */
export function conv2d(b: GraphBuilder, name: string, x: Ref, options: ConvOptions): Ref {
  const { filters, size, stride = 1, padding = 'same', bias = false, groups = 1 } = options;
  const [height, width] = typeof size === 'number' ? [size, size] : size;
  return b.layer(name, 'conv2d', () => {
    const channels = fixed(b.type(x).shape[3], name);
    const kernel = b.parameter('kernel', [height, width, channels / groups, filters], 'kernel', 'he_normal');
    const y = b.apply(convOp, [x, kernel], { strides: [stride, stride], padding }, 'conv');
    return bias ? withBias(b, y, filters) : y;
  });
}

const withBias = (b: GraphBuilder, y: Ref, channels: number): Ref =>
  b.apply(biasAdd, [y, b.parameter('bias', [channels], 'bias', 'zeros')], {}, 'bias_add');

/** `[N,H,W,C] -> [N,H',W',C]`: each channel by its own `size × size` kernel. */
export function depthwiseConv2d(
  b: GraphBuilder,
  name: string,
  x: Ref,
  options: { size: number; stride?: number; padding?: Padding; bias?: boolean },
): Ref {
  const { size, stride = 1, padding = 'same', bias = false } = options;
  return b.layer(name, 'depthwise_conv2d', () => {
    const channels = fixed(b.type(x).shape[3], name);
    const kernel = b.parameter('kernel', [size, size, channels, 1], 'kernel', 'he_normal');
    const y = b.apply(depthwiseOp, [x, kernel], { strides: [stride, stride], padding }, 'conv');
    return bias ? withBias(b, y, channels) : y;
  });
}

/**
 * Batch normalisation in inference mode; the compiler switches to `train` where a phase asks for it. Without a scale it has
 * no `gamma`, as Keras's Inception networks have none.
 */
export function batchNorm(
  b: GraphBuilder,
  name: string,
  x: Ref,
  {
    epsilon,
    momentum,
    scale = true,
    offset = 0,
  }: { epsilon: number; momentum: number; scale?: boolean; offset?: number },
): Ref {
  const offsets: Initializer = offset === 0 ? 'zeros' : { kind: 'constant', value: offset };
  return b.layer(name, 'batch_norm', () => {
    const channels = fixed(b.type(x).shape.at(-1), name);
    const inputs = [
      x,
      scale
        ? b.parameter('gamma', [channels], 'scale', 'ones')
        : b.constant(`${name}/gamma`, new Array<number>(channels).fill(1)),
      b.parameter('beta', [channels], 'offset', offsets),
      b.parameter('moving_mean', [channels], 'mean', 'zeros'),
      b.parameter('moving_variance', [channels], 'variance', 'ones'),
    ];
    return b.apply(batchNormOp, inputs, { epsilon, mode: 'inference', momentum }, 'norm');
  });
}

/** Layer normalization over the last axis, whatever the rank. */
export function layerNorm(b: GraphBuilder, name: string, x: Ref, { epsilon }: { epsilon: number }): Ref {
  return b.layer(name, 'layer_norm', () =>
    b.apply(layerNormOp, [x, ...scaleAndOffset(b, name, x)], { epsilon }, 'norm'),
  );
}

/** Group normalization of a feature map. */
export function groupNorm(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { groups, epsilon }: { groups: number; epsilon: number },
): Ref {
  return b.layer(name, 'group_norm', () =>
    b.apply(groupNormOp, [x, ...scaleAndOffset(b, name, x)], { groups, epsilon }, 'norm'),
  );
}

function scaleAndOffset(b: GraphBuilder, name: string, x: Ref): readonly Ref[] {
  const channels = fixed(b.type(x).shape.at(-1), name);
  return [
    b.parameter('gamma', [channels], 'scale', 'ones'),
    b.parameter('beta', [channels], 'offset', 'zeros'),
  ];
}

/** Each channel times a weight of its own. Touvron et al. 2021, arXiv:2103.17239. */
export function layerScale(b: GraphBuilder, name: string, x: Ref): Ref {
  return b.layer(name, 'layer_scale', () => {
    const channels = fixed(b.type(x).shape.at(-1), name);
    return b.apply(mul, [x, b.parameter('gamma', [channels], 'scale', 'ones')], {}, 'scaled');
  });
}

export interface DenseOptions {
  readonly bias?: boolean;
  /** Of the kernel. */
  readonly initializer?: Initializer;
  /** Where it is a part of attention. */
  readonly attention?: AttentionRole;
}

/** `[…,K] -> […,units]`. */
export function dense(
  b: GraphBuilder,
  name: string,
  x: Ref,
  units: number,
  { bias = true, initializer = 'glorot_uniform', attention }: DenseOptions = {},
): Ref {
  const build = () => {
    const features = fixed(b.type(x).shape.at(-1), name);
    const kernel = b.parameter('kernel', [features, units], 'kernel', initializer);
    const y = b.apply(matMul, [x, kernel], { transposeA: false, transposeB: false }, 'matmul');
    return bias ? withBias(b, y, units) : y;
  };
  return b.layer(name, 'dense', build, { attention });
}

export interface EmbeddingOptions {
  readonly rows: number;
  readonly width: number;
  readonly initializer: Initializer;
  /** Of the table. Defaults to `embedding`. */
  readonly role?: ParameterRole;
}

/** Rows of a table by whole numbers, `[…] -> […,width]`. */
export const embedding = (b: GraphBuilder, name: string, numbers: Ref, options: EmbeddingOptions): Ref =>
  b.layer(name, 'embedding', () => {
    const { rows, width, initializer, role = 'embedding' } = options;
    const table = b.parameter('embeddings', [rows, width], role, initializer);
    return b.apply(gather, [table, numbers], {}, 'looked_up');
  });

/** Dropout with masks that the graph draws itself, for values too many to feed them; no node where the rate is 0. @param together what falls at once; single values where it is left out */
export const dropped = (
  b: GraphBuilder,
  x: Ref,
  rate: number,
  name: string,
  together?: DroppedTogether,
): Ref =>
  rate === 0 ? x : b.apply(dropout, [x], { rate, drawn: 'inside', ...(together && { together }) }, name);
