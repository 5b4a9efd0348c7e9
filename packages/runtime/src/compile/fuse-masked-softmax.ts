import { add, softmax } from '@tlp/language/graph/ops/elementwise.js';
import { rewrite } from '@tlp/language/graph/rewrite.js';
import { sameShape } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { nodesByName, prune, typeOf } from '@tlp/language/graph/walk.js';
import { maskedSoftmax } from '../ops/masked-softmax.js';

/** A mask that is added to what goes into a softmax becomes part of it. */
export function fuseMaskedSoftmax(graph: Graph): Graph {
  const nodes = nodesByName(graph);
  const fused = rewrite(graph, (node, b, _inputs, follow) => {
    const sum = nodes.get(node.inputs[0] ?? '');
    if (node.op !== softmax.name || sum?.op !== add.name) return null;
    const { shape } = node.outputs[0]!;
    const at = sum.inputs.findIndex((one) => sameShape(typeOf(nodes, one).shape, shape));
    const [x, mask] = [sum.inputs[at], sum.inputs[1 - at]];
    if (x === undefined || mask === undefined) return null;
    if (typeOf(nodes, mask).shape.at(-1) !== shape.at(-1)) return null;
    return [b.apply(maskedSoftmax, [follow(x), follow(mask)], {}, 'masked_softmax')];
  });
  return prune(fused);
}
