/** What is left of a frozen part where some of its values are known: the graph between a shallower cut and a deeper one. */
import type { FeatureInput } from './features.js';
import { maxPool } from './ops/pooling.js';
import { parseRef } from './shape.js';
import type { Graph, GraphNode, Ref, TensorType } from './types.js';
import { nodesByName, prune, typeOf } from './walk.js';

/** The part of a graph that computes these of its values, as a cut through them has it; null where the graph has not all of them. */
export function partTo(graph: Graph, values: readonly Ref[]): Graph | null {
  const nodes = nodesByName(graph);
  return values.every((ref) => isValue(nodes, ref)) ? prune({ ...graph, outputs: values }) : null;
}

export interface Rest {
  /** Fed with the known values by the names that {@link FeatureInput} gives them, and with what else it needs of the whole graph's inputs. */
  readonly graph: Graph;
  /** All known values, in the given order, also those that the rest does not read. */
  readonly known: readonly FeatureInput[];
  /** Inputs of the whole graph that the rest reads too, such as the tokens that a mask of attention is made of. */
  readonly inputs: readonly FeatureInput[];
}

/**
 * A graph with some of its values fed.
 * @returns null where that spares nothing: an output is itself known, no known value is read, or the rest still reads what an example is
 *   decoded to (an input of float32: the image)
 */
export function restFrom(graph: Graph, values: readonly Ref[]): Rest | null {
  const nodes = nodesByName(graph);
  if (!values.every((ref) => isValue(nodes, ref)) || graph.outputs.some((ref) => values.includes(ref)))
    return null;
  const known = values.map(
    (source): FeatureInput => ({
      kind: 'computed',
      name: `stored/${source.replace(':', '_')}`,
      source,
      type: typeOf(nodes, source),
    }),
  );
  const renamed = new Map(known.map(({ source, name, type }) => [source, isMap(type) ? asIs(name) : name]));
  const fed = known.flatMap(({ name, type }): GraphNode[] => {
    const input: GraphNode = { name, op: 'input', inputs: [], attrs: {}, outputs: [type] };
    return isMap(type) ? [input, passed(input)] : [input];
  });
  const rest = prune({
    ...graph,
    nodes: [
      ...fed,
      ...graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map((ref) => renamed.get(ref) ?? ref) })),
    ],
    inputs: [...known.map(({ name }) => name), ...graph.inputs],
  });
  const inputs = rest.inputs
    .filter((name) => nodes.has(name))
    .map((name): FeatureInput => ({ kind: 'input', name, source: name, type: typeOf(nodes, name) }));
  const reads = known.some(({ name }) => rest.inputs.includes(name));
  const decodes = inputs.some(({ type }) => type.dtype === 'float32');
  return reads && !decodes ? { graph: rest, known, inputs } : null;
}

const isMap = ({ shape }: TensorType): boolean => shape.length === 4;

const asIs = (name: string): string => `${name}/as_is`;

/**
 * The greatest value of windows of one pixel. ONNX Runtime lays a map out in blocks of channels from its first convolution or pool on, and
 * adds up in another order what is laid out otherwise: so a map that is fed is what it was in the whole graph, and gives the same bits.
 */
function passed({ name, outputs }: GraphNode): GraphNode {
  const attrs = { size: [1, 1], strides: [1, 1], padding: 'valid' } as const;
  return { name: asIs(name), op: maxPool.name, inputs: [name], attrs, outputs };
}

function isValue(nodes: ReadonlyMap<string, GraphNode>, ref: Ref): boolean {
  const { node, output } = parseRef(ref);
  return nodes.get(node)?.outputs[output] !== undefined;
}
