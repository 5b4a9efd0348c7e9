import type { WindowAttrs } from '@tlp/language/graph/ops/convolution.js';
import type { GraphNode, Ref } from '@tlp/language/graph/types.js';
import { nodesByName } from '@tlp/language/graph/walk.js';
import { activationBiasGradient } from '../ops/activation-gradient.js';
import { depthwiseGradient } from '../ops/depthwise.js';
import { attr } from '../ops/node.js';
import { joined } from '../ops/own.js';
import type { GradientGraph } from './gradients.js';
import { rewriteGradients } from './rewrite-gradients.js';

/**
 * The gradients of a depthwise convolution and those of the activation and the bias after it as one op: what is largest in a network of such convolutions is then
 * read once and never written between the two.
 */
export const fuseDepthwiseGradients = (backward: GradientGraph): GradientGraph =>
  rewriteGradients(backward, (wanted) => {
    const nodes = nodesByName(wanted);
    const reads = [...wanted.nodes.flatMap(({ inputs }) => inputs), ...wanted.outputs];
    const isAlone = (ref: Ref) => reads.filter((read) => read === ref).length === 1;
    /** Each by the gradient of the activation that it goes with. */
    const convolutions = new Map<string, GraphNode>();
    for (const node of wanted.nodes) {
      const after = node.op === depthwiseGradient.name ? nodes.get(node.inputs[0]!) : undefined;
      if (after?.op !== activationBiasGradient.name || !isAlone(after.name)) continue;
      if (Object.values(joined).includes(attr(after, 'activation'))) convolutions.set(after.name, node);
    }
    const fused = new Map<string, Ref>();
    return (node, b, inputs, follow) => {
      const convolution = convolutions.get(node.name);
      if (convolution) {
        const [, x, kernel] = convolution.inputs.map(follow) as [Ref, Ref, Ref];
        const window = {
          strides: attr<WindowAttrs['strides']>(convolution, 'strides'),
          padding: attr<WindowAttrs['padding']>(convolution, 'padding'),
        };
        const attrs = { ...window, activation: attr<string>(node, 'activation') };
        const all = b.apply(depthwiseGradient, [...inputs, x, kernel], attrs, convolution.name);
        fused.set(convolution.name, all);
        return [all, `${all}:2`];
      }
      const all = fused.get(node.name);
      return all === undefined ? null : [all, `${all}:1`];
    };
  });
