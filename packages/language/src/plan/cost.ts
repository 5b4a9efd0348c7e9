/** What a graph costs, counted from its shapes alone. */
import { elementCount } from '../graph/shape.js';
import type { Graph, GraphNode } from '../graph/types.js';
import { nodesByName, typeOf } from '../graph/walk.js';

/** Multiply-adds of one forward pass over one example; ops that only touch each value once are left out. */
export function multiplyAdds(graph: Graph): number {
  const nodes = nodesByName(graph);
  const kernelOf = (node: GraphNode) => typeOf(nodes, node.inputs[1]!).shape.map(Number);
  return graph.nodes.reduce((sum, node) => {
    const outputs = node.outputs[0] ? elementCount(node.outputs[0].shape) : 0;
    switch (node.op) {
      case 'conv2d': {
        const [height, width, channels] = kernelOf(node);
        return sum + outputs * height! * width! * channels!;
      }
      case 'depthwiseConv2d': {
        const [height, width] = kernelOf(node);
        return sum + outputs * height! * width!;
      }
      case 'matMul':
        return sum + outputs * kernelOf(node)[0]!;
      default:
        return sum;
    }
  }, 0);
}

/** Bytes that the values of one example take while a step needs them all for the backward pass. */
export function activationBytes(graph: Graph): number {
  return graph.nodes
    .filter((node) => !['parameter', 'constant', 'identity', 'reshape'].includes(node.op))
    .flatMap((node) => node.outputs)
    .reduce((sum, type) => sum + 4 * elementCount(type.shape), 0);
}
