import type * as tfjs from '@tensorflow/tfjs';
import { parseRef } from '@tlp/language/graph/shape.js';
import type { Graph, GraphNode, Ref, TensorType } from '@tlp/language/graph/types.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import type { Tfjs } from '../../ops/kernel.js';
import { kernelOf } from '../../ops/kernel-table.js';
import { attr, outputType } from '../../ops/node.js';

/**
 * Evaluates a graph op by op in plain tfjs ops, so that tfjs can differentiate it.
 * @param given values of the inputs and parameters by name
 * @returns the values of `wanted`
 */
export function evaluate(
  tf: Tfjs,
  graph: Pick<Graph, 'nodes'>,
  given: Readonly<Record<string, tfjs.Tensor>>,
  wanted: readonly Ref[],
): tfjs.Tensor[] {
  const values = new Map<string, readonly tfjs.Tensor[]>();
  const nodes = nodesByName(graph);
  const lookUp = (ref: Ref): tfjs.Tensor => {
    const { node, output } = parseRef(ref);
    const value = values.get(node)?.[output];
    if (!value) throw new Error(`No value for ${ref}.`);
    return value;
  };
  for (const node of graph.nodes) {
    values.set(
      node.name,
      given[node.name]
        ? [given[node.name]!]
        : evaluateNode(
            tf,
            node,
            node.inputs.map(lookUp),
            node.inputs.map((ref) => typeOf(nodes, ref)),
          ),
    );
  }
  return wanted.map(lookUp);
}

function evaluateNode(
  tf: Tfjs,
  node: GraphNode,
  inputs: readonly tfjs.Tensor[],
  types: readonly TensorType[],
): readonly tfjs.Tensor[] {
  if (node.op === 'constant') {
    const { dtype } = outputType(node);
    return [tf.tensor([...attr<number[]>(node, 'values')], [...attr<number[]>(node, 'shape')], dtype)];
  }
  const { portable } = kernelOf(node.op);
  if (!portable) throw new Error(`The portable engine cannot run ${node.op} (${node.name}).`);
  return portable(tf, inputs, node, types);
}
