/** One pass for several phases: which later cuts a phase's pass over the examples can serve, and the graph that serves them. */
import type { PhaseProgram } from './cut.js';
import type { PhaseNetwork } from './phase-network.js';
import { parseRef } from './shape.js';
import type { Graph, GraphNode } from './types.js';

export type PhaseCut = Pick<PhaseNetwork, 'adapters'> & {
  readonly program: PhaseProgram;
  /** The phase, as far as it reads examples of a size of its own. */
  readonly phase?: { readonly inputSize?: number };
};

/**
 * The later phases whose frozen part will be what it is when phase `at` begins: no phase from that one on changes a weight of
 * it, and that read examples of the same size. Their features can come out of the same pass.
 * @param cuts of all phases in order
 * @returns their places, in order
 */
export function laterCuts(cuts: readonly PhaseCut[], at: number): readonly number[] {
  if (!cuts[at]?.program.frozen) return [];
  const changed = new Set<string>();
  const found: number[] = [];
  for (const [i, cut] of cuts.entries()) {
    if (i < at) continue;
    const { frozen } = cut.program;
    const sameSize = cut.phase?.inputSize === cuts[at]!.phase?.inputSize;
    if (i > at && sameSize && frozen && !frozen.parameters.some(({ name }) => changed.has(name)))
      found.push(i);
    for (const name of changedBy(cut)) changed.add(name);
  }
  return found;
}

/** Parameters of the network that have other values after a phase; adapters are merged into the kernels they adapt. */
export function changedBy({ program: { trained, statistics }, adapters }: PhaseCut): readonly string[] {
  return [
    ...trained,
    ...statistics.flatMap(({ mean, variance }) => [mean, variance]),
    ...adapters.flatMap(({ parts }) => parts.map(({ kernel }) => kernel.name)),
  ];
}

/** A graph that computes what several do, each of their values once. */
export interface JoinedGraph {
  readonly graph: Graph;
  /** Of each graph that was joined, where its outputs stand among those of the whole. */
  readonly outputs: readonly (readonly number[])[];
}

/** @throws Error where two nodes of one name differ: the graphs are of different networks */
export function joinGraphs(graphs: readonly Graph[]): JoinedGraph {
  const [first, ...others] = graphs;
  if (!first) throw new Error('There is no graph to join.');
  const outputs = distinct(graphs.flatMap((graph) => graph.outputs));
  const graph = others.length === 0 ? first : { ...others.reduce(join, first), outputs };
  return { graph, outputs: graphs.map((one) => one.outputs.map((ref) => graph.outputs.indexOf(ref))) };
}

function join(a: Graph, b: Graph): Graph {
  const there = new Map(a.nodes.map((node) => [node.name, node]));
  const added = b.nodes.filter((node) => !isSame(there.get(node.name), node));
  const byName = <T extends { readonly name: string }>(
    mine: readonly T[],
    theirs: readonly T[],
  ): readonly T[] => [...new Map([...mine, ...theirs].map((one) => [one.name, one])).values()];
  const nodes = [...a.nodes, ...added];
  const names = new Set(nodes.map(({ name }) => name));
  return {
    nodes,
    inputs: distinct([...a.inputs, ...b.inputs]),
    outputs: a.outputs,
    parameters: byName(a.parameters, b.parameters),
    layers: byName(a.layers, b.layers),
    blocks: byName(a.blocks, b.blocks).filter(({ output }) => names.has(parseRef(output).node)),
  };
}

function isSame(mine: GraphNode | undefined, theirs: GraphNode): boolean {
  if (!mine) return false;
  if (JSON.stringify(mine) !== JSON.stringify(theirs)) throw new Error(`Two nodes are named ${mine.name}.`);
  return true;
}

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
