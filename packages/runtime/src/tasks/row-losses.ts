/** The losses of one example as numbers, for metrics: the same as the graphs compute, without smoothing and weights. */
import type { Target } from '../data/types.js';
import { logSoftmaxOf } from './log-softmax.js';

/** The loss of a row of logits `[outputs]` against what is right, a mean over the outputs where each has its own. */
export type RowLoss = (logits: ArrayLike<number>, target: Target) => number;

/** Of focal losses (Lin et al. 2017, arXiv:1708.02002). */
export interface Focus {
  /** The factor `(1 - p)^gamma` on the loss of an answer that is right with probability p. */
  readonly gamma: number;
  /** The factor on the right class; of several labels, on those that are there, and `1 - alpha` on the others. Null for 1. */
  readonly alpha: number | null;
}

/** `-log softmax(logits)[class]`, in nats. */
export const softmaxCrossEntropy: RowLoss = (logits, [label]) => -logSoftmaxOf(logits)(logits[label!]!);

/** `-alpha·(1 - p)^gamma·log(p)` of the right class's probability p, as Keras's `CategoricalFocalCrossentropy`. */
export const softmaxFocal =
  ({ gamma, alpha }: Focus): RowLoss =>
  (logits, [label]) => {
    const log = logSoftmaxOf(logits)(logits[label!]!);
    return -(alpha ?? 1) * (-Math.expm1(log)) ** gamma * log;
  };

/** Mean over the labels of `-log p` of what is right, as PyTorch's `BCEWithLogitsLoss`. */
export const sigmoidCrossEntropy: RowLoss = (logits, labels) =>
  meanOverLabels(logits, labels, (margin) => softplus(-margin));

/** Mean over the labels of `-α·(1 - p)^γ·log p` of what is right, as torchvision's `sigmoid_focal_loss`. */
export const sigmoidFocal =
  ({ gamma, alpha }: Focus): RowLoss =>
  (logits, labels) =>
    meanOverLabels(logits, labels, (margin, has) => {
      const share = alpha === null ? 1 : has ? alpha : 1 - alpha;
      return share * Math.exp(-gamma * softplus(margin)) * softplus(-margin);
    });

/** Mean over the numbers of the squared error, as PyTorch's `MSELoss`. */
export const squaredError: RowLoss = (predicted, actual) => meanOverNumbers(predicted, actual, (e) => e * e);

/**
 * Mean over the numbers of the error squared and halved, or where it exceeds delta, of `delta·(|e| - delta/2)`, as PyTorch's
 * `HuberLoss`. Huber 1964.
 */
export const huber =
  (delta: number): RowLoss =>
  (predicted, actual) =>
    meanOverNumbers(predicted, actual, (e) => {
      const size = Math.abs(e);
      return size <= delta ? (e * e) / 2 : delta * (size - delta / 2);
    });

/** `log(1 + exp(x))`, without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** @param loss of a label's margin, its logit turned so that higher is more right, and of whether it is there */
function meanOverLabels(
  logits: ArrayLike<number>,
  labels: Target,
  loss: (margin: number, has: boolean) => number,
): number {
  let sum = 0;
  for (let i = 0, next = 0; i < logits.length; i++) {
    const has = labels[next] === i;
    if (has) next += 1;
    sum += loss(has ? logits[i]! : -logits[i]!, has);
  }
  return sum / logits.length;
}

function meanOverNumbers(
  predicted: ArrayLike<number>,
  actual: Target,
  loss: (error: number) => number,
): number {
  const sum = actual.reduce((total, value, i) => total + loss(predicted[i]! - value), 0);
  return sum / actual.length;
}
