/**
 * Losses, each a few IR nodes: of what a network gives and of a target of the same shape `[N,K]` one loss an example,
 * `[N]`, in float32. Whatever is averaged is averaged over the K values of the example; nothing overflows, and no gradient
 * is lost, however large a logit is. Cross entropy of one label is an op of its own, `softmaxCrossEntropy`.
 */
import type { GraphBuilder } from './builder.js';
import * as elementwise from './ops/elementwise.js';
import { reduceMean, reduceSum } from './ops/tensor.js';
import type { OpDefinition, Ref } from './types.js';

/** Mean of `(y - t)²`: PyTorch's MSELoss and Keras's MeanSquaredError. */
export function meanSquaredError(b: GraphBuilder, output: Ref, target: Ref): Ref {
  const m = arithmetic(b);
  const error = m.sub(output, target);
  return m.mean(m.mul(error, error));
}

/**
 * Mean of `d²/2` where `|d| <= delta` and of `delta·(|d| - delta/2)` beyond, `d = y - t`: HuberLoss of PyTorch, Huber of
 * Keras. Huber 1964, doi:10.1214/aoms/1177703732.
 */
export function huber(b: GraphBuilder, output: Ref, target: Ref, { delta }: { readonly delta: number }): Ref {
  const m = arithmetic(b);
  const error = m.sub(output, target);
  const clipped = b.apply(elementwise.clip, [error], { minimum: -delta, maximum: delta }, 'loss/clip');
  return m.mean(m.mul(clipped, m.sub(error, m.mul(clipped, 0.5))));
}

/**
 * Mean over the labels of `-w·t·log σ(x) - (1 - t)·log(1 - σ(x))`: BCEWithLogitsLoss of PyTorch with `w` as its `pos_weight`,
 * BinaryCrossentropy of Keras without. Targets are from 0 to 1.
 */
export function sigmoidCrossEntropy(
  b: GraphBuilder,
  logits: Ref,
  target: Ref,
  { positiveWeights = 1 }: { readonly positiveWeights?: PerValue } = {},
): Ref {
  const m = arithmetic(b);
  const positive = m.mul(m.mul(target, positiveWeights), m.softplus(m.neg(logits)));
  return m.mean(m.add(positive, m.mul(m.sub(1, target), m.softplus(logits))));
}

/**
 * The mean over the labels of `α_t·(1 - p_t)^γ·ce`, where `p_t` is the probability of what is right and `α_t` is alpha where
 * the label is there and `1 - alpha` where it is not: `sigmoid_focal_loss` of torchvision. Lin et al. 2017, arXiv:1708.02002.
 * With `positiveWeights`, what is there counts that much more, as in {@link sigmoidCrossEntropy}.
 */
export function sigmoidFocal(
  b: GraphBuilder,
  logits: Ref,
  target: Ref,
  {
    gamma,
    alpha,
    positiveWeights = 1,
  }: { readonly gamma: number; readonly alpha: number | null; readonly positiveWeights?: PerValue },
): Ref {
  const m = arithmetic(b);
  const [opposite, absent] = [m.neg(logits), m.sub(1, target)];
  const present = positiveWeights === 1 ? target : m.mul(target, positiveWeights);
  const wrong = m.add(m.mul(target, m.sigmoid(opposite)), m.mul(absent, m.sigmoid(logits)));
  const entropy = m.add(m.mul(present, m.softplus(opposite)), m.mul(absent, m.softplus(logits)));
  const focused = m.mul(m.power(wrong, gamma), entropy);
  if (alpha === null) return m.mean(focused);
  return m.mean(m.mul(focused, m.add(m.mul(target, alpha), m.mul(absent, 1 - alpha))));
}

/**
 * The sum over the classes of `-α·t·(1 - p)^γ·log p`, `p = softmax(x)`: CategoricalFocalCrossentropy of Keras, whose default
 * is an alpha of 0.25 for all. Lin et al. 2017, arXiv:1708.02002.
 */
export function softmaxFocal(
  b: GraphBuilder,
  logits: Ref,
  target: Ref,
  { gamma, alpha }: { readonly gamma: number; readonly alpha: PerValue },
): Ref {
  const m = arithmetic(b);
  const logarithm = m.logSoftmax(logits);
  const factor = m.power(m.sub(1, m.exp(logarithm)), gamma);
  return m.sum(m.mul(m.mul(m.mul(target, alpha), factor), m.neg(logarithm)));
}

/** One number for all K values, or one for each. */
export type PerValue = number | readonly number[];

/** Below it a probability counts as it, so that its logarithm and all gradients stay finite. */
const least = 1e-30;

/** Elementary functions on values of a graph. */
function arithmetic(b: GraphBuilder) {
  const ref = (x: Ref | PerValue): Ref => (typeof x === 'string' ? x : b.constant('loss/constant', x));
  const apply =
    (op: OpDefinition<elementwise.NoAttrs>) =>
    (...inputs: readonly (Ref | PerValue)[]): Ref =>
      b.apply(op, inputs.map(ref), {}, `loss/${op.name}`);
  const [exp, log, mul] = [apply(elementwise.exp), apply(elementwise.log), apply(elementwise.mul)];
  const overValues = { axes: [1], keepDims: false };
  return {
    exp,
    mul,
    add: apply(elementwise.add),
    sub: apply(elementwise.sub),
    neg: apply(elementwise.neg),
    sigmoid: apply(elementwise.sigmoid),
    softplus: apply(elementwise.softplus),
    logSoftmax: apply(elementwise.logSoftmax),
    mean: (x: Ref) => b.apply(reduceMean, [x], overValues, 'loss/mean'),
    sum: (x: Ref) => b.apply(reduceSum, [x], overValues, 'loss/sum'),
    /** A probability to a power of 0 or more. */
    power(probability: Ref, exponent: number): Ref {
      const limits = { minimum: least, maximum: 1 };
      return exp(mul(log(b.apply(elementwise.clip, [probability], limits, 'loss/clip')), exponent));
    },
  };
}
