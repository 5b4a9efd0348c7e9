/** What the last layer of a classifier reads: one vector for each example. */

import { GraphBuilder } from './builder.js';
import { identity } from './ops/elementwise.js';
import { fixed } from './shape.js';
import type { Graph, Layer, Ref } from './types.js';
import { nodesByName, prune, typeOf } from './walk.js';

export interface Penultimate {
  readonly at: Ref;
  /** Numbers of a vector. */
  readonly width: number;
}

/** The layer that gives the logits. */
export function lastDense({ layers }: Graph): Layer {
  const last = layers.at(-1);
  if (last?.kind !== 'dense') throw new Error('A head ends in a dense layer.');
  return last;
}

/**
 * @param network that ends in a dense layer
 * @param graph the network, or the part of it that a phase changes
 */
export function penultimateOf(network: Graph, graph: Graph = network): Penultimate {
  const [kernel] = lastDense(network).parameters;
  const at = graph.nodes.find(({ inputs }) => kernel !== undefined && inputs[1] === kernel)?.inputs[0];
  if (at === undefined) throw new Error('The last layer is frozen.');
  return { at, width: fixed(typeOf(nodesByName(graph), at).shape.at(-1), at) };
}

/** A graph that gives the vectors behind whatever else it gives. */
export const alsoGiving = (graph: Graph, { at }: Penultimate): Graph => ({
  ...graph,
  outputs: [...graph.outputs, at],
});

/** A graph that gives the vectors alone, also where it is fed with them. */
export function onlyGiving(graph: Graph, { at }: Penultimate): Graph {
  const b = GraphBuilder.from(graph);
  return prune(b.finish([b.apply(identity, [at], {}, 'penultimate')]));
}
