/** Pools as PyTorch and Keras have them, of the ops that the IR has: every padding is written out. */
import type { GraphBuilder } from './builder.js';
import type { Padding, Sides } from './ops/convolution.js';
import { pad } from './ops/padding.js';
import { avgPool, maxPool as maxPoolOp } from './ops/pooling.js';
import { fixed } from './shape.js';
import type { Ref } from './types.js';

type Pair = number | readonly [number, number];

export interface PoolOptions {
  /** Of both sides of the window, or its height and width. */
  readonly size: Pair;
  /** The window's size where it is left out. */
  readonly stride?: Pair;
  /** Pixels on each side, or TensorFlow's `same`. None where it is left out. */
  readonly padding?: 'same' | Pair;
  /** Whether a last window may reach over the edge: `ceil_mode` of PyTorch. */
  readonly ceil?: boolean;
}

/** Largest value of each window, `[N,H,W,C] -> [N,H',W',C]`. */
export function maxPool(b: GraphBuilder, name: string, x: Ref, options: PoolOptions): Ref {
  const { size, strides } = window(options);
  return b.apply(maxPoolOp, [x], { size, strides, padding: written(sidesOf(b, x, options)) }, name);
}

/**
 * Mean of each window, `[N,H,W,C] -> [N,H',W',C]`. Whether the padding counts is `count_include_pad` in PyTorch, where it does by
 * default; with `same` it never does, and neither does what a last window has over the edge.
 */
export function averagePool(
  b: GraphBuilder,
  name: string,
  x: Ref,
  options: PoolOptions & { readonly countPadding: boolean },
): Ref {
  const { size, strides } = window(options);
  const padding = sidesOf(b, x, options);
  const around = pair(options.padding === 'same' ? 0 : (options.padding ?? 0));
  if (padding === 'same' || !options.countPadding || around.every((pixels) => pixels === 0)) {
    return b.apply(avgPool, [x], { size, strides, padding: written(padding) }, name);
  }
  const [rows, columns] = around;
  const counted: Sides = [
    [rows, rows],
    [columns, columns],
  ];
  const rest: Sides = [
    [0, padding[0][1] - rows],
    [0, padding[1][1] - columns],
  ];
  const padded = b.apply(pad, [x], { padding: counted, value: 0 }, `${name}/pad`);
  return b.apply(avgPool, [padded], { size, strides, padding: written(rest) }, name);
}

const written = (sides: 'same' | Sides): Padding =>
  sides !== 'same' && sides.flat().every((pixels) => pixels === 0) ? 'valid' : sides;

const pair = (value: Pair): readonly [number, number] => (typeof value === 'number' ? [value, value] : value);

const window = ({ size, stride = size }: PoolOptions) => ({ size: pair(size), strides: pair(stride) });

function sidesOf(b: GraphBuilder, x: Ref, options: PoolOptions): 'same' | Sides {
  const { padding = 0, ceil = false } = options;
  if (padding === 'same') return 'same';
  const { size, strides } = window(options);
  const around = pair(padding);
  const [, height, width] = b.type(x).shape;
  const side = (axis: 0 | 1): readonly [number, number] => {
    const pixels = fixed(axis === 0 ? height : width, 'pool');
    const even = [around[axis], around[axis]] as const;
    return ceil ? roundedUp(pixels, size[axis], strides[axis], even) : even;
  };
  return [side(0), side(1)];
}

/**
 * A padding with as much more after as lets a last window in that reaches over the edge, if it begins in the image or
 * before it. Source: `pooling_output_shape` in PyTorch's aten/src/ATen/native/Pool.h.
 */
export function roundedUp(
  size: number,
  window: number,
  stride: number,
  [before, after]: readonly [number, number],
): readonly [number, number] {
  const padded = size + before + after;
  const start = (Math.floor((padded - window) / stride) + 1) * stride;
  const over = start + window - padded;
  return start < size + before && over < stride ? [before, after + over] : [before, after];
}
