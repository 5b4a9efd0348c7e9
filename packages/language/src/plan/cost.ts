/** What a graph costs, counted from its shapes alone. */
import { concrete, elementCount, fixedCount, parseRef } from '../graph/shape.js';
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

/** What is left to compute of a frozen part, as a share of its multiply-adds. @param tokens of a text at most */
export const shareLeft = (rest: Graph, frozen: Graph, tokens: number): number =>
  multiplyAdds(rest, tokens) / multiplyAdds(frozen, tokens);

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
    // Of each state a column of both kernels for every gate: the input's and the state's before.
    case 'lstm':
    case 'gru': {
      const gates = node.op === 'lstm' ? 4 : 3;
      return gates * (shapeOf(1)[0]! + shapeOf(2)[0]!);
    }
    default:
      return 0;
  }
}

/** Ops whose gradient needs nothing of their values, or only shapes. */
const keepNothing = new Set(
  'add sub neg biasAdd identity reshape transpose concat slice pad shift avgPool globalAvgPool reduceSum reduceMean cast repeat gather takeTokens randomDropout'.split(
    ' ',
  ),
);

/** Ops whose gradient needs what they gave, not what they were given. */
const keepOutput = new Set('relu relu6 sigmoid tanh softmax logSoftmax exp sqrt rsqrt'.split(' '));

/**
 * Bytes of one example's values that a step keeps for the backward pass.
 * @param tokens of the example, where the graph has them
 */
export function keptBytes(graph: Graph, tokens?: number): number {
  const nodes = nodesByName(graph);
  const rows = rowsOf(graph);
  const kept = new Set<string>();
  const keep = (ref: string) => {
    const node = nodes.get(parseRef(ref).node)!;
    if (node.op === 'parameter' || node.op === 'constant') return;
    // The same memory in another shape.
    if (node.op === 'reshape' || node.op === 'identity') keep(node.inputs[0]!);
    else kept.add(ref);
  };
  for (const node of graph.nodes) {
    if (keepNothing.has(node.op) || isFolded(node) || isJoined(node, nodes)) continue;
    if (keepOutput.has(node.op)) keep(node.name);
    else if (node.op === 'maxPool') for (const ref of [node.name, node.inputs[0]!]) keep(ref);
    else for (const ref of node.inputs) keep(ref);
  }
  return [...kept].reduce((sum, ref) => sum + 4 * elementCount(typeOf(nodes, ref).shape, tokens, rows), 0);
}

/** Batch-norm with stored statistics is a part of the convolution before it. */
const isFolded = ({ op, attrs }: GraphNode): boolean => op === 'batchNorm' && attrs.mode !== 'train';

/** A swish after a batch-norm that trains is one op with it, which computes again what went into it. */
function isJoined({ op, inputs }: GraphNode, nodes: ReadonlyMap<string, GraphNode>): boolean {
  const before = nodes.get(inputs[0] ?? '');
  return op === 'swish' && before?.op === 'batchNorm' && !isFolded(before);
}
