import type { Graph, GraphNode, Ref } from '@tlp/language/graph/types.js';
import { kernelOf } from '../../ops/kernel-table.js';
import { attr } from '../../ops/node.js';
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
  const lookUp = (ref: Ref): string => {
    const tensor = tensors.get(ref);
    if (tensor === undefined) throw new Error(`No TensorFlow tensor for ${ref}.`);
    return tensor;
  };
  for (const node of graph.nodes) {
    const outputs = emitNode(emitter, node, prefix, given, node.inputs.map(lookUp));
    outputs.forEach((tensor, i) => {
      tensors.set(i === 0 ? node.name : `${node.name}:${i}`, tensor);
    });
  }
  return lookUp;
}

function emitNode(
  emitter: TensorFlowEmitter,
  node: GraphNode,
  prefix: string,
  given: ReadonlyMap<string, string>,
  inputs: readonly string[],
): readonly string[] {
  const known = given.get(node.name);
  if (known !== undefined) return [known];
  if (node.op === 'constant') {
    return [emitter.constant(attr<number[]>(node, 'values'), attr<number[]>(node, 'shape'))];
  }
  const { tensorflow } = kernelOf(node.op);
  if (!tensorflow) throw new Error(`TensorFlow cannot run ${node.op} (${node.name}).`);
  return tensorflow(emitter, { ...node, name: `${prefix}/${node.name}` }, inputs);
}
