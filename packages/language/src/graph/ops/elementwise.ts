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
/** The error function, `2/√π · ∫₀ˣ exp(-t²) dt`. */
export const erf = unary('erf');
/** `x · Φ(x)`, the exact (erf) form. Hendrycks and Gimpel 2016, arXiv:1606.08415. */
export const gelu = unary('gelu');
/** `x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³)))`, the same paper's approximation, which GPT-2 uses. */
export const geluTanh = unary('geluTanh');
/** `relu6(x + 3) / 6`. Howard et al. 2019, arXiv:1905.02244. */
export const hardSigmoid = unary('hardSigmoid');
/** `x · relu6(x + 3) / 6`, of the same paper. */
export const hardSwish = unary('hardSwish');
/** `log(1 + exp(x))`, without overflow. */
export const softplus = unary('softplus');
export const softmax = unary('softmax');
/** `log(softmax(x))`, without overflow. */
export const logSoftmax = unary('logSoftmax');
export const rsqrt = unary('rsqrt');
export const sqrt = unary('sqrt');
export const exp = unary('exp');
/** The natural logarithm. */
export const log = unary('log');
export const neg = unary('neg');
/** What a switched-off layer leaves behind. */
export const identity = unary('identity');

export const add = binary('add');
export const sub = binary('sub');
export const mul = binary('mul');
export const div = binary('div');

export type ClipAttrs = { readonly minimum: number; readonly maximum: number };

/** Values below the minimum or above the maximum become it, and have no gradient. */
export const clip: OpDefinition<ClipAttrs> = { name: 'clip', infer: unary('clip').infer };

/** `x[…,C] + bias[C]`. */
export const biasAdd: OpDefinition<NoAttrs> = { ...binary('biasAdd') };

/** The activations a head may name, by their word in the language. */
export const activations = {
  relu: { op: relu, doc: 'max(0, x).' },
  relu6: { op: relu6, doc: 'min(max(0, x), 6).' },
  swish: { op: swish, doc: 'x · sigmoid(x), also called SiLU.' },
  silu: { op: swish, doc: 'x · sigmoid(x), also called swish.' },
  hard_swish: { op: hardSwish, doc: 'x · relu6(x + 3) / 6, a cheap swish.' },
  hard_sigmoid: { op: hardSigmoid, doc: 'relu6(x + 3) / 6, a cheap sigmoid.' },
  gelu: { op: gelu, doc: 'x · Φ(x).' },
  gelu_tanh: { op: geluTanh, doc: 'x · Φ(x) approximated with tanh, as in GPT-2.' },
  tanh: { op: tanh, doc: 'Hyperbolic tangent.' },
  sigmoid: { op: sigmoid, doc: '1 / (1 + exp(−x)).' },
  softmax: { op: softmax, doc: 'Only inside the loss, which applies it itself.' },
} as const satisfies Readonly<Record<string, { readonly op: OpDefinition<NoAttrs>; readonly doc: string }>>;

export type Activation = keyof typeof activations;
