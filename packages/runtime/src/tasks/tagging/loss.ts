import { sparseCrossEntropy } from '@tlp/language/graph/ops/sparse-loss.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import type { TensorType } from '@tlp/language/graph/types.js';
import type { AddLoss } from '../task-loss.js';

/**
 * Softmax cross-entropy of `[batch, tokens, tags]` against the indices of tags, `[batch, tokens]` of int32, where those below 0 are not
 * judged: the sum over the tokens of an example.
 */
export const tokenCrossEntropy: AddLoss = Object.assign(
  ((b, logits, target) => {
    const ofTokens = b.apply(sparseCrossEntropy, [logits, target], {}, 'loss/cross_entropy');
    return b.apply(reduceSum, [ofTokens], { axes: [1], keepDims: false }, 'loss/of_example');
  }) satisfies AddLoss,
  { targetOf: ({ shape }: TensorType): TensorType => ({ dtype: 'int32', shape: shape.slice(0, -1) }) },
);
