/** What a graph costs, counted from its shapes alone. */
import { concrete, elementCount, fixedCount } from '../graph/shape.js';
import type { Graph, GraphNode } from '../graph/types.js';
import { nodesByName, typeOf } from '../graph/walk.js';

/**
 * Multiply-adds of one forward pass over one example; ops that only touch each value once are left out.
 * @param tokens of the example, where the graph has them
 */
export function multiplyAdds(graph: Graph, tokens?: number): number {
  const nodes = nodesByName(graph);
  const rows = rowsOf(graph);
  const shapeOf = (node: GraphNode, input: number) =>
    concrete(typeOf(nodes, node.inputs[input]!).shape, { batch: 1, tokens, rows });
  return graph.nodes.reduce((sum, node) => {
    const each = terms(node, (input) => shapeOf(node, input));
    return each === 0 ? sum : sum + each * elementCount(node.outputs[0]!.shape, tokens, rows);
  }, 0);
}

/** Of one example, where the network itself makes rows of it: windows that are read each by itself. */
function rowsOf(graph: Graph): number | undefined {
  const nodes = nodesByName(graph);
  const [rows] = graph.nodes.flatMap(({ op, inputs: [from], outputs: [type] }) => {
    if (op !== 'reshape' || type?.shape[0] !== 'rows' || from === undefined) return [];
    const { shape } = typeOf(nodes, from);
    return shape[0] === 'batch' ? [fixedCount(shape) / fixedCount(type.shape)] : [];
  });
  return rows;
}

/** Products that are added up for one number of the output; 0 for an op that is not counted. */
function terms(node: GraphNode, shapeOf: (input: number) => readonly number[]): number {
  switch (node.op) {
    case 'conv2d': {
      const [height, width, channels] = shapeOf(1);
      return height! * width! * channels!;
    }
    case 'depthwiseConv2d': {
      const [height, width] = shapeOf(1);
      return height! * width!;
    }
    case 'matMul':
      return shapeOf(0).at(node.attrs.transposeA === true ? -2 : -1)!;
    default:
      return 0;
  }
}

/**
 * Bytes that the values of one example take while a step needs them all for the backward pass.
 * @param tokens of the example, where the graph has them
 */
export function activationBytes(graph: Graph, tokens?: number): number {
  const rows = rowsOf(graph);
  return graph.nodes
    .filter((node) => !['parameter', 'constant', 'identity', 'reshape'].includes(node.op))
    .flatMap((node) => node.outputs)
    .reduce((sum, type) => sum + 4 * elementCount(type.shape, tokens, rows), 0);
}
