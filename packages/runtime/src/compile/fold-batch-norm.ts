/**
 * Batch-norm in inference mode is an affine. Where it follows a convolution it is folded into the kernel
 * symbolically, `y = conv(x, W·g) + (beta - mean·g)` with `g = gamma/√(variance+ε)`, so that its forward and
 * backward passes cost a product of the size of the weights instead of one over all activations.
 * Elsewhere it becomes a product and a sum.
 */
import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import {
  conv2d,
  depthwiseConv2d,
  type Padding,
  type WindowAttrs,
} from '@tlp/language/graph/ops/convolution.js';
import { add, biasAdd, mul, rsqrt, sub } from '@tlp/language/graph/ops/elementwise.js';
import { reshape } from '@tlp/language/graph/ops/tensor.js';
import { rewrite } from '@tlp/language/graph/rewrite.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { Graph, GraphNode, Ref } from '@tlp/language/graph/types.js';
import { nodesByName, prune, readerCounts } from '@tlp/language/graph/walk.js';
import { attr } from '../ops/node.js';

export function foldBatchNorm(graph: Graph): Graph {
  const nodes = nodesByName(graph);
  const readers = readerCounts(graph);
  const folded = rewrite(graph, (node, b, inputs, follow) => {
    if (node.op !== 'batchNorm' || node.attrs.mode !== 'inference') return null;
    const [, gamma, beta, mean, variance] = inputs as [Ref, Ref, Ref, Ref, Ref];
    const shifted = b.apply(
      add,
      [variance, b.constant('epsilon', attr<number>(node, 'epsilon'))],
      {},
      'shifted',
    );
    const gain = b.apply(mul, [gamma, b.apply(rsqrt, [shifted], {}, 'inverse_deviation')], {}, 'gain');
    const offset = b.apply(sub, [beta, b.apply(mul, [mean, gain], {}, 'mean_gain')], {}, 'offset');
    const source = nodes.get(node.inputs[0]!);
    const conv = source && readers.get(source.name) === 1 ? convolutionOf(source, nodes, readers) : null;
    const product = conv
      ? foldInto(b, conv.node, conv.node.inputs.map(follow), gain)
      : b.apply(mul, [inputs[0]!, gain], {}, 'scaled');
    const shift = conv?.bias
      ? b.apply(add, [offset, b.apply(mul, [follow(conv.bias), gain], {}, 'bias_gain')], {}, 'shift')
      : offset;
    return [b.apply(biasAdd, [product, shift], {}, 'norm')];
  });
  return prune(folded);
}

interface Convolution {
  readonly node: GraphNode;
  readonly bias: Ref | null;
}

/** The convolution behind a value, with the bias between, where nothing else reads either. */
function convolutionOf(
  source: GraphNode,
  nodes: ReadonlyMap<string, GraphNode>,
  readers: ReadonlyMap<string, number>,
): Convolution | null {
  if (source.op === 'conv2d' || source.op === 'depthwiseConv2d') return { node: source, bias: null };
  if (source.op !== 'biasAdd') return null;
  const inner = nodes.get(source.inputs[0]!);
  if (!inner || readers.get(inner.name) !== 1) return null;
  const conv = convolutionOf(inner, nodes, readers);
  return conv && conv.bias === null ? { ...conv, bias: source.inputs[1]! } : null;
}

/** The convolution again with its kernel scaled; the first one falls to pruning. */
function foldInto(b: GraphBuilder, node: GraphNode, inputs: readonly Ref[], gain: Ref): Ref {
  const [x, kernel] = inputs as [Ref, Ref];
  const attrs: WindowAttrs = {
    strides: attr<[number, number]>(node, 'strides'),
    padding: attr<Padding>(node, 'padding'),
  };
  if (node.op === 'conv2d') {
    return b.apply(conv2d, [x, b.apply(mul, [kernel, gain], {}, 'folded_kernel')], attrs, 'folded');
  }
  const shape = b
    .type(kernel)
    .shape.slice(2)
    .map((d) => fixed(d, node.name));
  const scale = b.apply(reshape, [gain], { shape }, 'gain_by_channel');
  return b.apply(depthwiseConv2d, [x, b.apply(mul, [kernel, scale], {}, 'folded_kernel')], attrs, 'folded');
}
