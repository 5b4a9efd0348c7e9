import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { add } from '@tlp/language/graph/ops/elementwise.js';
import { parseRef } from '@tlp/language/graph/shape.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import { kernelOf } from '../ops/kernel-table.js';

export interface GradientGraph {
  /** The graph with the backward nodes added; its outputs are unchanged. */
  readonly graph: Graph;
  /** Gradient of the loss by each value asked for. */
  readonly gradients: ReadonlyMap<string, Ref>;
}

/**
 * Reverse-mode differentiation: walks the nodes from the loss back and lets each op's rule add IR nodes.
 * Only paths between `parameters` and the loss are followed, so nothing below the lowest trained layer is made.
 * @param parameters names of parameters, or of other nodes, by which what lies below them is taken as given
 * @throws Error when the loss is no scalar, a parameter does not reach it, or an op on the way has no gradient.
 */
export function differentiate(graph: Graph, loss: Ref, parameters: readonly string[]): GradientGraph {
  const b = GraphBuilder.from(graph);
  if (b.type(loss).shape.length > 0) throw new Error(`The loss ${loss} is no scalar.`);
  const active = activeNodes(graph, parameters);
  const leaves = new Set(parameters);
  const arriving = new Map<Ref, Ref[]>([[loss, [b.constant('grad/loss', 1)]]]);

  const total = (ref: Ref): Ref | undefined => {
    const parts = arriving.get(ref);
    return parts?.reduce((a, next) => b.apply(add, [a, next], {}, `grad/${ref}/sum`));
  };

  for (const node of [...graph.nodes].reverse()) {
    if (!active.has(node.name) || leaves.has(node.name)) continue;
    const dy = total(node.name);
    if (dy === undefined) continue;
    const { gradient } = kernelOf(node.op);
    if (!gradient) throw new Error(`Op ${node.op} (${node.name}) has no gradient.`);
    const wants = (input: number) => active.has(parseRef(node.inputs[input] ?? '').node);
    const name = (part: string) => `grad/${node.name}/${part}`;
    const results = gradient({ b, node, dy, wants, name });
    node.inputs.forEach((ref, i) => {
      const result = results[i];
      if (!result || !wants(i)) return;
      if (parseRef(ref).output > 0) throw new Error(`No gradient flows through ${ref}, a second output.`);
      arriving.set(ref, [...(arriving.get(ref) ?? []), result]);
    });
  }

  const gradients = new Map(
    parameters.map((name) => {
      const gradient = total(name);
      if (gradient === undefined) throw new Error(`Parameter ${name} does not reach the loss.`);
      return [name, gradient];
    }),
  );
  return { graph: b.finish(graph.outputs), gradients };
}

/** Nodes that depend on one of the parameters, those included. */
function activeNodes(graph: Graph, parameters: readonly string[]): ReadonlySet<string> {
  const active = new Set(parameters);
  for (const node of graph.nodes) {
    if (node.inputs.some((ref) => active.has(parseRef(ref).node))) active.add(node.name);
  }
  return active;
}
