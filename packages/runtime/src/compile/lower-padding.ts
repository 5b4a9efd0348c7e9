import { conv2d, depthwiseConv2d, type Padding } from '@tlp/language/graph/ops/convolution.js';
import { gelu, geluTanh, hardSwish, relu, relu6, swish, tanh } from '@tlp/language/graph/ops/elementwise.js';
import { maxPool, type PoolAttrs } from '@tlp/language/graph/ops/pooling.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import { nodesByName, prune, readerCounts } from '@tlp/language/graph/walk.js';
import { attr } from '../ops/node.js';
import { lowest } from '../ops/pooling.js';
import { pad } from '../ops/reshaping.js';
import { samePadding } from '../ops/same-padding.js';
import { rewrite } from './rewrite.js';

/** Activations that leave zeros as they are, so that a padding with zeros may as well come before them. */
const zeroKeeping = [relu, relu6, swish, hardSwish, gelu, geluTanh, tanh];

/**
 * Writes explicit paddings out as a `pad` before a `valid` window. TensorFlow has an EXPLICIT padding of its own,
 * but a depthwise convolution with it ends the process in Grappler's shape inference (2.15 and 2.21).
 * Paddings that are `same` for the size at hand become that instead.
 *
 * Zeros go in before an activation that nothing else reads: the backward pass then keeps the padded values only, not
 * both. Of MobileNetV2's training at 224 px, whose largest activations are padded, that is a tenth of the memory or more.
 */
export function lowerPadding(graph: Graph): Graph {
  const nodes = nodesByName(graph);
  const readers = readerCounts(graph);
  const lowered = rewrite(graph, (node, b, inputs, follow) => {
    const explicit = ['conv2d', 'depthwiseConv2d', 'maxPool'].includes(node.op) ? node.attrs.padding : 'same';
    if (typeof explicit === 'string') return null;
    const strides = attr<[number, number]>(node, 'strides');
    const [x, kernel] = inputs as [string, string];
    const [, h, w] = b.type(x).shape as [unknown, number, number];
    const window =
      node.op === 'maxPool' ? attr<[number, number]>(node, 'size') : kernelSize(b.type(kernel).shape);
    const padding = attr<Exclude<Padding, string>>(node, 'padding');
    const same = [h, w].every((size, i) => isSame(size, window[i]!, strides[i]!, padding[i]!));
    const padWith = (value: number, ref: Ref) => b.apply(pad, [ref], { padding, value }, 'pad');
    const padZeros = () => {
      const source = nodes.get(node.inputs[0]!);
      const activation = zeroKeeping.find(({ name }) => name === source?.op);
      if (!source || !activation || readers.get(source.name) !== 1) return padWith(0, x);
      return b.apply(activation, [padWith(0, follow(source.inputs[0]!))], {}, 'padded');
    };
    const padded = same ? x : node.op === 'maxPool' ? padWith(lowest, x) : padZeros();
    const attrs = { strides, padding: same ? ('same' as const) : ('valid' as const) };
    if (node.op === 'maxPool') {
      return [b.apply(maxPool, [padded], { ...attrs, size: window } satisfies PoolAttrs, 'pooled')];
    }
    return [b.apply(node.op === 'conv2d' ? conv2d : depthwiseConv2d, [padded, kernel], attrs, 'conv')];
  });
  return prune(lowered);
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
