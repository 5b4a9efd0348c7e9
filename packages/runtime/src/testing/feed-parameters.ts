import type { Graph } from '@tlp/language/graph/types.js';
import type { Feeds } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';

/**
 * The graph with those parameters as inputs, and their values as feeds: what depends on parameters alone is computed
 * before an engine runs, and a test of the engine's ops wants them run.
 */
export function feedParameters(
  graph: Graph,
  values: Weights,
  names: readonly string[] = graph.parameters.map((p) => p.name),
): { readonly graph: Graph; readonly feeds: Feeds } {
  const fed = graph.parameters.filter((p) => names.includes(p.name));
  const isFed = new Set(fed.map((p) => p.name));
  const feeds = Object.fromEntries(fed.map(({ name, shape }) => [name, { data: values.get(name)!, shape }]));
  return {
    graph: {
      ...graph,
      inputs: [...graph.inputs, ...isFed],
      parameters: graph.parameters.filter((p) => !isFed.has(p.name)),
      nodes: graph.nodes.map((node) => (isFed.has(node.name) ? { ...node, op: 'input' } : node)),
    },
    feeds,
  };
}
