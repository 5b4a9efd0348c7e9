import type { OpKernel } from './kernel.js';

/** What TensorFlow does by one of our own ops (packages/runtime/kernels), which has no attributes and one output. */
export const own = (op: string) =>
  ({ tensorflow: (e, node, inputs) => [e.node(op, node.name, inputs)] }) satisfies OpKernel;

/** Activations that are one op of ours with the convolution or batch-norm before them, by their ops: TensorFlow's names, of which ours are made. */
export const joined: Readonly<Record<string, string>> = { relu: 'Relu', relu6: 'Relu6', swish: 'Swish' };
