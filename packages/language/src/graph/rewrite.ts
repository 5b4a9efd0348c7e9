/** Passes over a graph. */
import { GraphBuilder } from './builder.js';
import type { Graph, GraphNode, Ref } from './types.js';

/**
 * Builds a graph again node by node. `replace` may put other nodes in a node's place and returns what stands
 * for its outputs, or null to keep the node as it is; later nodes read the replacement. `follow` gives the new
 * name of any value of the old graph before the node.
 */
export function rewrite(
  graph: Graph,
  replace: (
    node: GraphNode,
    b: GraphBuilder,
    inputs: readonly Ref[],
    follow: (ref: Ref) => Ref,
  ) => readonly Ref[] | null,
): Graph {
  const b = GraphBuilder.from({ ...graph, nodes: [] });
  const renamed = new Map<Ref, Ref>();
  const follow = (ref: Ref) => renamed.get(ref) ?? ref;
  for (const node of graph.nodes) {
    const inputs = node.inputs.map(follow);
    const outputs = b.within(node, () => replace(node, b, inputs, follow));
    if (outputs === null) b.keep({ ...node, inputs });
    outputs?.forEach((ref, i) => {
      renamed.set(i === 0 ? node.name : `${node.name}:${i}`, ref);
    });
  }
  return {
    ...b.finish(graph.outputs.map(follow)),
    blocks: graph.blocks.map((block) => ({ ...block, output: follow(block.output) })),
  };
}
