import type { Ref } from '@tlp/language/graph/types.js';
import { nodesByName } from '@tlp/language/graph/walk.js';
import { activationBiasGradient, ofActivation } from '../ops/activation-gradient.js';
import { biasGradient } from '../ops/broadcast.js';
import type { GradientGraph } from './gradients.js';
import { rewriteGradients } from './rewrite-gradients.js';

/**
 * The gradient of an activation and that of the bias before it as one op: what the first writes, the second sums while it is in the
 * cache.
 */
export const fuseBiasGradients = (backward: GradientGraph): GradientGraph =>
  rewriteGradients(backward, (wanted) => {
    const nodes = nodesByName(wanted);
    const biased = new Set(
      wanted.nodes.flatMap(({ op, inputs: [dy = ''] }) =>
        op === biasGradient.name && ofActivation[nodes.get(dy)?.op ?? ''] ? [dy] : [],
      ),
    );
    const sums = new Map<Ref, Ref>();
    return (node, b, inputs) => {
      if (biased.has(node.name)) {
        const activation = ofActivation[node.op]!;
        const dx = b.apply(activationBiasGradient, inputs, { activation }, node.name);
        sums.set(node.name, `${dx}:1`);
        return [dx];
      }
      const sum = node.op === biasGradient.name ? sums.get(node.inputs[0]!) : undefined;
      return sum === undefined ? null : [sum];
    };
  });
