import { rewrite } from '@tlp/language/graph/rewrite.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { prune } from '@tlp/language/graph/walk.js';
import type { GradientGraph } from './gradients.js';

type Replace = Parameters<typeof rewrite>[1];

/** A pass over a graph with gradients. @param replacing given the graph, without what nobody asked for, says what takes a node's place */
export function rewriteGradients(
  { graph, gradients }: GradientGraph,
  replacing: (wanted: Graph) => Replace,
): GradientGraph {
  const wanted = prune({ ...graph, outputs: [...graph.outputs, ...gradients.values()] });
  const rewritten = rewrite(wanted, replacing(wanted));
  const refs = rewritten.outputs.slice(graph.outputs.length);
  return {
    graph: { ...rewritten, outputs: rewritten.outputs.slice(0, graph.outputs.length) },
    gradients: new Map([...gradients.keys()].map((name, i) => [name, refs[i]!])),
  };
}
