/** What becomes of logits where the tokens of a text are learned themselves; see `data/judged.ts`. */
import type { GraphBuilder } from './builder.js';
import { cast } from './ops/arrange.js';
import { add, clip } from './ops/elementwise.js';
import { sparseCrossEntropy, sparseHits } from './ops/sparse-loss.js';
import { concat, reduceSum } from './ops/tensor.js';
import type { Ref } from './types.js';

/**
 * `logits[batch,n,vocabulary]` of all tokens or of some, and `answers[batch,n]`, int32 and below 0 where nothing is judged, `-> [batch,3]`: of each
 * text the sum of the cross entropies, the tokens that are right, and those that were judged.
 */
export function judgedTokens(b: GraphBuilder, logits: Ref, answers: Ref): Ref {
  const numbers = b.apply(cast, [answers], { dtype: 'float32' }, 'judged/answers');
  const above = b.apply(add, [numbers, b.constant('judged/one', 1)], {}, 'judged/above');
  const each = [
    b.apply(sparseCrossEntropy, [logits, answers], {}, 'judged/loss'),
    b.apply(sparseHits, [logits, answers], {}, 'judged/right'),
    b.apply(clip, [above], { minimum: 0, maximum: 1 }, 'judged/tokens'),
  ];
  const sums = each.map((values) =>
    b.apply(reduceSum, [values], { axes: [1], keepDims: true }, `${values}/sum`),
  );
  return b.apply(concat, sums, { axis: 1 }, 'judged');
}
