import { broadcast, inputOf } from '../shape.js';
import type { OpDefinition } from '../types.js';

export type NoAttrs = Record<never, never>;

const unary = (name: string): OpDefinition<NoAttrs> => ({
  name,
  infer: (inputs) => [inputOf(inputs, 0, name)],
});

const binary = (name: string): OpDefinition<NoAttrs> => ({
  name,
  infer(inputs) {
    const [a, b] = [inputOf(inputs, 0, name), inputOf(inputs, 1, name)];
    return [{ dtype: a.dtype, shape: broadcast(a.shape, b.shape, name) }];
  },
});

export const relu = unary('relu');
export const relu6 = unary('relu6');
export const sigmoid = unary('sigmoid');
/** `x · sigmoid(x)`; also called SiLU. Ramachandran et al. 2017, arXiv:1710.05941. */
export const swish = unary('swish');
export const tanh = unary('tanh');
/** `x · Φ(x)`, the exact (erf) form. Hendrycks and Gimpel 2016, arXiv:1606.08415. */
export const gelu = unary('gelu');
export const softmax = unary('softmax');
export const rsqrt = unary('rsqrt');
export const neg = unary('neg');
/** What a switched-off layer leaves behind. */
export const identity = unary('identity');

export const add = binary('add');
export const sub = binary('sub');
export const mul = binary('mul');

/** `x[…,C] + bias[C]`. */
export const biasAdd: OpDefinition<NoAttrs> = { ...binary('biasAdd') };

/** The activations a head may name, by their word in the language. */
export const activations = {
  relu: { op: relu, doc: 'max(0, x).' },
  relu6: { op: relu6, doc: 'min(max(0, x), 6).' },
  swish: { op: swish, doc: 'x · sigmoid(x), also called SiLU.' },
  gelu: { op: gelu, doc: 'x · Φ(x).' },
  tanh: { op: tanh, doc: 'Hyperbolic tangent.' },
  sigmoid: { op: sigmoid, doc: '1 / (1 + exp(−x)).' },
  softmax: { op: softmax, doc: 'Only inside the loss, which applies it itself.' },
} as const satisfies Readonly<Record<string, { readonly op: OpDefinition<NoAttrs>; readonly doc: string }>>;

export type Activation = keyof typeof activations;
