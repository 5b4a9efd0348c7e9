/**
 * The loss of pairs: the mean of `(cosine - target)²`, `CosineSimilarityLoss` of Sentence Transformers
 * (`sentence_transformers/losses/CosineSimilarityLoss.py`). The cosines of all examples of a batch with each other are one
 * matrix, so an example is embedded once, however many pairs it is in.
 */
import { mul, sub } from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import type { Feeds } from '../engines/types.js';
import type { AddLoss } from '../tasks/task-loss.js';

/** Feed of the share that each two examples of a batch have in the loss, `[N,N]`. */
export const pairInput = 'pair_share';

/** Of each row its share of the loss, `[N]`. */
export const contrastLoss: AddLoss = (b, cosines, target) => {
  const share = b.input(pairInput, b.type(cosines));
  const error = b.apply(sub, [cosines, target], {}, 'loss/error');
  const squared = b.apply(mul, [error, error], {}, 'loss/squared');
  const weighed = b.apply(mul, [squared, share], {}, 'loss/shared');
  return b.apply(reduceSum, [weighed], { axes: [1], keepDims: false }, 'loss/of_rows');
};

export interface Pair {
  readonly a: number;
  readonly b: number;
  /** Whether both are of one class. */
  readonly same: boolean;
}

/** What is fed beside the features of `rows` examples: pairs by the places of their examples. */
export function pairFeeds(pairs: readonly Pair[], rows: number): Feeds {
  const [targets, shares] = [new Float32Array(rows * rows), new Float32Array(rows * rows)];
  for (const { a, b, same } of pairs) {
    const at = a * rows + b;
    targets[at] = same ? 1 : 0;
    shares[at]! += 1 / pairs.length;
  }
  // Engines take the mean over the rows, and what is wanted is their sum.
  const weights = new Float32Array(rows).fill(rows);
  return {
    [targetInput]: { data: targets, shape: [rows, rows] },
    [pairInput]: { data: shares, shape: [rows, rows] },
    [weightInput]: { data: weights, shape: [rows] },
  };
}
