/** Small questions about a graph that several passes ask. */
import { parseRef } from './shape.js';
import type { Graph, GraphNode, Ref, TensorType } from './types.js';

export const nodesByName = (graph: Pick<Graph, 'nodes'>): ReadonlyMap<string, GraphNode> =>
  new Map(graph.nodes.map((node) => [node.name, node]));

/** The type of a value. @throws Error when the graph has no such value. */
export function typeOf(nodes: ReadonlyMap<string, GraphNode>, ref: Ref): TensorType {
  const { node, output } = parseRef(ref);
  const type = nodes.get(node)?.outputs[output];
  if (!type) throw new Error(`No value named ${ref}.`);
  return type;
}

/** The graph without nodes that no output needs; inputs stay only where they are needed. */
export function prune(graph: Graph): Graph {
  const nodes = nodesByName(graph);
  const needed = new Set<string>();
  const open = [...graph.outputs];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const { node } = parseRef(ref);
    if (needed.has(node)) continue;
    needed.add(node);
    open.push(...(nodes.get(node)?.inputs ?? []));
  }
  const parameters = graph.parameters.filter((p) => needed.has(p.name));
  const kept = new Set(parameters.map((p) => p.name));
  return {
    nodes: graph.nodes.filter((node) => needed.has(node.name)),
    inputs: graph.inputs.filter((name) => needed.has(name)),
    outputs: graph.outputs,
    parameters,
    layers: graph.layers.filter((layer) => layer.parameters.some((p) => kept.has(p))),
    blocks: graph.blocks.filter((block) => needed.has(parseRef(block.output).node)),
  };
}

/** Number of values in the parameters, statistics included. */
export const parameterCount = (parameters: Graph['parameters']): number =>
  parameters.reduce((sum, p) => sum + p.shape.reduce((n, d) => n * d, 1), 0);

/** How often each node's outputs are read, by other nodes or as the graph's outputs. */
export function readerCounts(graph: Graph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const ref of [...graph.nodes.flatMap((node) => node.inputs), ...graph.outputs]) {
    const { node } = parseRef(ref);
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return counts;
}

/** The block that gives a value; the name of its node where that is in none. */
export function blockOf(nodes: ReadonlyMap<string, GraphNode>, ref: Ref): string {
  const { node } = parseRef(ref);
  return nodes.get(node)?.block ?? node;
}

/** That of the last of some values. */
export const blockOfLast = (graph: Graph, values: readonly Ref[]): string =>
  blockOf(nodesByName(graph), values.at(-1) ?? '');
