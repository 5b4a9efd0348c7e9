import { softmaxCrossEntropy } from '@tlp/language/graph/ops/tensor.js';
import type { AddLoss } from '../task.js';

/** Softmax cross-entropy against a distribution over the classes. */
export const crossEntropyLoss: AddLoss = (b, logits, target) =>
  b.apply(softmaxCrossEntropy, [logits, target], {}, 'loss/cross_entropy');
