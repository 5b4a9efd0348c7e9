import { conv2d, depthwiseConv2d, type Padding } from '@tlp/language/graph/ops/convolution.js';
import { maxPool, type PoolAttrs } from '@tlp/language/graph/ops/pooling.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { attr } from '../ops/kernel.js';
import { pad } from '../ops/reshaping.js';
import { rewrite } from './rewrite.js';

/** Padding that no maximum can choose: the most negative float32. */
const lowest = -3.4028234663852886e38;

/**
 * Writes explicit paddings out as a `pad` before a `valid` window. TensorFlow has an EXPLICIT padding of its own,
 * but a depthwise convolution with it ends the process in Grappler's shape inference (2.15 and 2.21).
 * Paddings that are `same` for the size at hand become that instead.
 */
export function lowerPadding(graph: Graph): Graph {
  return rewrite(graph, (node, b, inputs) => {
    const explicit = ['conv2d', 'depthwiseConv2d', 'maxPool'].includes(node.op) ? node.attrs.padding : 'same';
    if (typeof explicit === 'string') return null;
    const strides = attr<[number, number]>(node, 'strides');
    const [x, kernel] = inputs as [string, string];
    const [, h, w] = b.type(x).shape as [unknown, number, number];
    const window =
      node.op === 'maxPool' ? attr<[number, number]>(node, 'size') : kernelSize(b.type(kernel).shape);
    const padding = attr<Exclude<Padding, string>>(node, 'padding');
    const same = [h, w].every((size, i) => isSame(size, window[i]!, strides[i]!, padding[i]!));
    const value = node.op === 'maxPool' ? lowest : 0;
    const padded = same ? x : b.apply(pad, [x], { padding, value }, 'pad');
    const attrs = { strides, padding: same ? ('same' as const) : ('valid' as const) };
    if (node.op === 'maxPool') {
      return [b.apply(maxPool, [padded], { ...attrs, size: window } satisfies PoolAttrs, 'pooled')];
    }
    return [b.apply(node.op === 'conv2d' ? conv2d : depthwiseConv2d, [padded, kernel], attrs, 'conv')];
  });
}

const kernelSize = (shape: readonly unknown[]): [number, number] => [Number(shape[0]), Number(shape[1])];

/** Whether TensorFlow's `SAME` pads this axis by just these amounts. */
export function isSame(
  size: number,
  window: number,
  stride: number,
  [before, after]: readonly [number, number],
) {
  const total = samePadding(size, window, stride);
  return before === total[0] && after === total[1];
}

/** TensorFlow's `SAME` padding of an axis: the odd pixel comes after. */
export function samePadding(size: number, window: number, stride: number): [number, number] {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + window - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
