import { rewrite } from '@tlp/language/graph/rewrite.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { nodesByName, prune } from '@tlp/language/graph/walk.js';
import { activationBiasGradient, ofActivation } from '../ops/activation-gradient.js';
import { biasGradient } from '../ops/broadcast.js';
import type { GradientGraph } from './gradients.js';

/**
 * The gradient of an activation and that of the bias before it as one op: what the first writes, the second sums while it is in the
 * cache.
 */
export function fuseBiasGradients({ graph, gradients }: GradientGraph): GradientGraph {
  // What nobody asked for is not worth computing beside something else.
  const wanted = prune({ ...graph, outputs: [...graph.outputs, ...gradients.values()] });
  const nodes = nodesByName(wanted);
  const biased = new Set(
    wanted.nodes.flatMap(({ op, inputs: [dy = ''] }) =>
      op === biasGradient.name && ofActivation[nodes.get(dy)?.op ?? ''] ? [dy] : [],
    ),
  );
  const sums = new Map<Ref, Ref>();
  const fused = rewrite(wanted, (node, b, inputs) => {
    if (biased.has(node.name)) {
      const activation = ofActivation[node.op]!;
      const dx = b.apply(activationBiasGradient, inputs, { activation }, node.name);
      sums.set(node.name, `${dx}:1`);
      return [dx];
    }
    const sum = node.op === biasGradient.name ? sums.get(node.inputs[0]!) : undefined;
    return sum === undefined ? null : [sum];
  });
  const refs = fused.outputs.slice(graph.outputs.length);
  return {
    graph: { ...fused, outputs: fused.outputs.slice(0, graph.outputs.length) },
    gradients: new Map([...gradients.keys()].map((name, i) => [name, refs[i]!])),
  };
}
