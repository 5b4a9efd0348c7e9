/** Where a network is cut: which of its values do not change during a phase, and which of these the changing part is fed with. */
import { isAdapter } from './parameters.js';
import { parseRef } from './shape.js';
import type { Graph, GraphNode, Ref, TensorType } from './types.js';
import { nodesByName, typeOf } from './walk.js';

/** A value the trainable part is fed with. */
export interface FeatureInput {
  /**
   * `computed`: by the frozen part, once; stored. `input`: an input of the whole network that the trainable part reads
   * too (the mask of attention) or alone (the image); fed again.
   */
  readonly kind: 'computed' | 'input';
  /** Name of the trainable graph's input node. */
  readonly name: string;
  /** The value of the whole network it stands for. */
  readonly source: Ref;
  readonly type: TensorType;
}

/**
 * Nodes whose values do not change during the phase. Dropout that the graph draws is off where what it reads is fixed, unless a
 * trained layer drops what it reads itself. A block that holds adapters is taken as changing altogether: else each of the values
 * between its frozen weights and its adapters would be stored, where what the block reads is one.
 */
export function fixedNodes(network: Graph, frozenLayers: ReadonlySet<string>): ReadonlySet<string> {
  const fixed = new Set<string>();
  const adapted = new Set(network.parameters.filter(isAdapter).map(({ block }) => block));
  const isFrozen = ({ layer, block }: GraphNode) =>
    layer !== undefined && frozenLayers.has(layer) && !adapted.has(block ?? '');
  for (const node of network.nodes) {
    const drawn = node.attrs.drawn === 'outside' || (node.layer !== undefined && !isFrozen(node));
    const still =
      node.op === 'parameter'
        ? isFrozen(node)
        : node.inputs.every((ref) => fixed.has(parseRef(ref).node)) && !(node.op === 'dropout' && drawn);
    if (still) fixed.add(node.name);
  }
  return fixed;
}

/** Nodes that depend on what `first` accepts. */
function dependents(network: Graph, first: (node: GraphNode) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of network.nodes) {
    if (first(node) || node.inputs.some((ref) => found.has(parseRef(ref).node))) found.add(node.name);
  }
  return found;
}

export interface Crossing {
  /** What the changing part is fed with. */
  readonly features: readonly FeatureInput[];
  /** Fixed nodes that it has too: nothing that could be stored of an example is computed in them. */
  readonly remade: ReadonlySet<string>;
}

/**
 * What crosses from the fixed nodes to the changing ones. Values that are the same for every example are no features, and
 * neither are masks and positions, which are computed of whole numbers alone: stored rows are filled up anew for each batch,
 * and a mask that was filled up would show what it hides. Nor is what is computed of the tokens that are to be told: what is stored is of all.
 */
export function findCrossing(network: Graph, fixed: ReadonlySet<string>): Crossing {
  const nodes = nodesByName(network);
  const fed = dependents(network, ({ op }) => op === 'input');
  const weighed = dependents(network, ({ op }) => op === 'parameter');
  const measured = dependents(
    network,
    ({ op, outputs }) => op === 'input' && outputs[0]?.dtype === 'float32',
  );
  const isStorable = ({ name, outputs: [type] }: GraphNode): boolean =>
    type?.shape[0] === 'batch' && !type.shape.includes('judged') && (weighed.has(name) || measured.has(name));
  const isRemade = (node: GraphNode): boolean =>
    !fed.has(node.name) || (node.op !== 'input' && !isStorable(node));
  const remade = new Set<string>();
  const sources = new Set<Ref>();
  const open = network.nodes.filter(({ name }) => !fixed.has(name)).flatMap(({ inputs }) => inputs);
  open.push(...network.outputs);
  for (const ref of open) {
    const node = nodes.get(parseRef(ref).node);
    if (!node || !fixed.has(node.name) || remade.has(node.name)) continue;
    if (isRemade(node)) {
      remade.add(node.name);
      open.push(...node.inputs);
    } else sources.add(ref);
  }
  const features = [...sources].map((source, i): FeatureInput => {
    const kind = nodes.get(source)?.op === 'input' ? 'input' : 'computed';
    return { kind, name: kind === 'input' ? source : `feature_${i}`, source, type: typeOf(nodes, source) };
  });
  return { features, remade };
}
