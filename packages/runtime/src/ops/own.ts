import type { OpKernel } from './kernel.js';

/** What TensorFlow does by one of our own ops (packages/runtime/kernels), which has no attributes and one output. */
export const own = (op: string) =>
  ({ tensorflow: (e, node, inputs) => [e.node(op, node.name, inputs)] }) satisfies OpKernel;
