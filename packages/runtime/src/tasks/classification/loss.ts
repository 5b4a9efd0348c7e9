import * as ir from '@tlp/language/graph/losses.js';
import { softmaxCrossEntropy } from '@tlp/language/graph/ops/tensor.js';
import type { Loss } from '@tlp/language/schema/losses.js';
import { softmaxCrossEntropy as crossEntropyOfRow, softmaxFocal } from '../row-losses.js';
import { type AddLoss, noSuchLoss, type TaskLoss } from '../task-loss.js';

/** Softmax cross-entropy against a distribution over the classes. */
export const crossEntropyLoss: AddLoss = (b, logits, target) =>
  b.apply(softmaxCrossEntropy, [logits, target], {}, 'loss/cross_entropy');

/** @throws Error of a loss that is none of the task's */
export function classificationLoss(loss: Loss): TaskLoss {
  switch (loss.kind) {
    case 'cross_entropy':
      return { add: crossEntropyLoss, ofRow: crossEntropyOfRow };
    case 'focal': {
      const { gamma, alpha } = loss;
      return {
        add: (b, logits, target) => ir.softmaxFocal(b, logits, target, { gamma, alpha: alpha ?? 1 }),
        ofRow: softmaxFocal(loss),
      };
    }
    default:
      throw noSuchLoss(loss, 'classification');
  }
}
