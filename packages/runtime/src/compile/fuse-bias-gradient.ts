import { rewrite } from '@tlp/language/graph/rewrite.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { nodesByName } from '@tlp/language/graph/walk.js';
import { activationBiasGradient, ofActivation } from '../ops/activation-gradient.js';
import { biasGradient } from '../ops/broadcast.js';
import type { GradientGraph } from './gradients.js';

/**
 * The gradient of an activation and that of the bias before it as one op: what the first writes, the second sums while it is in the
 * cache.
 */
export function fuseBiasGradients({ graph, gradients }: GradientGraph): GradientGraph {
  const nodes = nodesByName(graph);
  const biased = new Map<Ref, Ref>();
  for (const { op, inputs, name } of graph.nodes) {
    const [dy = ''] = inputs;
    if (op === biasGradient.name && ofActivation[nodes.get(dy)?.op ?? '']) biased.set(dy, name);
  }
  const fused = new Map<Ref, Ref>();
  const asked = [...gradients.values()];
  const rewritten = rewrite({ ...graph, outputs: [...graph.outputs, ...asked] }, (node, b, inputs) => {
    const bias = biased.get(node.name);
    if (bias !== undefined) {
      const activation = ofActivation[node.op]!;
      const dx = b.apply(activationBiasGradient, inputs, { activation }, node.name);
      fused.set(bias, `${dx}:1`);
      return [dx];
    }
    const sum = fused.get(node.name);
    return sum === undefined ? null : [sum];
  });
  const refs = rewritten.outputs.slice(graph.outputs.length);
  return {
    graph: { ...rewritten, outputs: rewritten.outputs.slice(0, graph.outputs.length) },
    gradients: new Map([...gradients.keys()].map((name, i) => [name, refs[i]!])),
  };
}
