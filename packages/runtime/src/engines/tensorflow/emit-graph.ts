import type { Graph, GraphNode, Ref, TensorType } from '@tlp/language/graph/types.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import { kernelOf } from '../../ops/kernel-table.js';
import { attr, outputType } from '../../ops/node.js';
import type { TensorFlowEmitter } from './emitter.js';

/**
 * Emits a graph's nodes under a prefix.
 * @param given TensorFlow tensors of inputs and parameters by name
 * @returns the TensorFlow tensor of every value of the graph
 */
export function emitGraph(
  emitter: TensorFlowEmitter,
  graph: Pick<Graph, 'nodes'>,
  prefix: string,
  given: ReadonlyMap<string, string>,
): (ref: Ref) => string {
  const tensors = new Map<Ref, string>();
  const nodes = nodesByName(graph);
  const lookUp = (ref: Ref): string => {
    const tensor = tensors.get(ref);
    if (tensor === undefined) throw new Error(`No TensorFlow tensor for ${ref}.`);
    return tensor;
  };
  for (const node of graph.nodes) {
    const known = given.get(node.name);
    const outputs =
      known === undefined
        ? emitNode(
            emitter,
            { ...node, name: `${prefix}/${node.name}` },
            node.inputs.map(lookUp),
            node.inputs.map((ref) => typeOf(nodes, ref)),
          )
        : [known];
    outputs.forEach((tensor, i) => {
      tensors.set(i === 0 ? node.name : `${node.name}:${i}`, tensor);
    });
  }
  return lookUp;
}

function emitNode(
  emitter: TensorFlowEmitter,
  node: GraphNode,
  inputs: readonly string[],
  types: readonly TensorType[],
): readonly string[] {
  if (node.op === 'constant') {
    const { dtype } = outputType(node);
    return [emitter.constant(attr<number[]>(node, 'values'), attr<number[]>(node, 'shape'), dtype)];
  }
  const { tensorflow } = kernelOf(node.op);
  if (!tensorflow) throw new Error(`TensorFlow cannot run ${node.op} (${node.name}).`);
  return tensorflow(emitter, node, inputs, types);
}
