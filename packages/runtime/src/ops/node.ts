/** What a kernel reads of a node. */
import type { GraphNode, TensorType } from '@tlp/language/graph/types.js';

/** The op's attribute, typed by the caller, who knows the op. */
export const attr = <T>(node: GraphNode, name: string): T => {
  const value = node.attrs[name];
  if (value === undefined) throw new Error(`Op ${node.op} (${node.name}) lacks the attribute ${name}.`);
  return value as T;
};

/** The node's first output type. */
export const outputType = (node: GraphNode): TensorType => node.outputs[0]!;
