import { conv2d, depthwiseConv2d, type Sides } from '@tlp/language/graph/ops/convolution.js';
import {
  gelu,
  geluTanh,
  hardSwish,
  mul,
  relu,
  relu6,
  swish,
  tanh,
} from '@tlp/language/graph/ops/elementwise.js';
import { pad } from '@tlp/language/graph/ops/padding.js';
import { avgPool, maxPool } from '@tlp/language/graph/ops/pooling.js';
import { rewrite } from '@tlp/language/graph/rewrite.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import { nodesByName, prune, readerCounts } from '@tlp/language/graph/walk.js';
import { isOwn } from '../ops/depthwise.js';
import { attr } from '../ops/node.js';
import { lowest } from '../ops/pooling.js';
import { samePadding } from '../ops/same-padding.js';
import { uncounted } from '../ops/uncounted.js';

/** Activations that leave zeros as they are, so that a padding with zeros may as well come before them. */
const zeroKeeping = [relu, relu6, swish, hardSwish, gelu, geluTanh, tanh];

/**
 * Writes explicit paddings out as a `pad` before a `valid` window, but for depthwise convolutions of our own. TensorFlow has an EXPLICIT padding of its own,
 * but a depthwise convolution with it ends the process in Grappler's shape inference (2.15 and 2.21).
 * Paddings that are `same` for the size at hand become that instead. What a mean has then counted too many is made good.
 *
 * Zeros go in before an activation that nothing else reads: the backward pass then keeps the padded values only, not
 * both.
 */
export function lowerPadding(graph: Graph): Graph {
  const nodes = nodesByName(graph);
  const readers = readerCounts(graph);
  const lowered = rewrite(graph, (node, b, inputs, follow) => {
    if (!windowed.includes(node.op) || typeof node.attrs.padding === 'string') return null;
    const strides = attr<[number, number]>(node, 'strides');
    const [x, kernel] = inputs as [string, string];
    const pools = node.op === maxPool.name || node.op === avgPool.name;
    const [height, width] = b
      .type(x)
      .shape.slice(1, 3)
      .map((dim) => fixed(dim, node.name));
    const sizes = [height!, width!] as const;
    const window = pools ? attr<[number, number]>(node, 'size') : kernelSize(b.type(kernel).shape);
    const padding = attr<Sides>(node, 'padding');
    const same = sizes.every((size, i) => isSame(size, window[i]!, strides[i]!, padding[i]!));
    const own = node.op === depthwiseConv2d.name && isOwn({ strides, padding }, b.type(kernel).shape);
    if (own && !same) return null;
    const padWith = (value: number, ref: Ref) => b.apply(pad, [ref], { padding, value }, 'pad');
    const padZeros = () => {
      const source = nodes.get(node.inputs[0]!);
      const activation = zeroKeeping.find(({ name }) => name === source?.op);
      if (!source || !activation || readers.get(source.name) !== 1) return padWith(0, x);
      return b.apply(activation, [padWith(0, follow(source.inputs[0]!))], {}, 'padded');
    };
    const attrs = { strides, padding: same ? ('same' as const) : ('valid' as const) };
    if (node.op === maxPool.name) {
      return [b.apply(maxPool, [same ? x : padWith(lowest, x)], { ...attrs, size: window }, 'pooled')];
    }
    if (node.op === avgPool.name) {
      const pooled = b.apply(avgPool, [same ? x : padWith(0, x)], { ...attrs, size: window }, 'pooled');
      if (same) return [pooled];
      const { values, shape } = uncounted(sizes, { size: window, strides, padding });
      return [b.apply(mul, [pooled, b.constant('uncounted', values, { shape })], {}, 'mean')];
    }
    const padded = same ? x : padZeros();
    return [b.apply(node.op === conv2d.name ? conv2d : depthwiseConv2d, [padded, kernel], attrs, 'conv')];
  });
  return prune(lowered);
}

const windowed: readonly string[] = [conv2d, depthwiseConv2d, maxPool, avgPool].map(({ name }) => name);

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
