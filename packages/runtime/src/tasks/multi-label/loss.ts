import type { PerValue } from '@tlp/language/graph/losses.js';
import * as ir from '@tlp/language/graph/losses.js';
import type { Loss } from '@tlp/language/schema/losses.js';
import { sigmoidCrossEntropy, sigmoidFocal } from '../row-losses.js';
import { noSuchLoss, type TaskLoss } from '../task-loss.js';

/**
 * @param positiveWeights by label, how much more a label counts that is there; while training only
 * @throws Error of a loss that is none of the task's
 */
export function multiLabelLoss(loss: Loss, positiveWeights: PerValue = 1): TaskLoss {
  switch (loss.kind) {
    case 'binary_cross_entropy':
      return {
        add: (b, logits, target) => ir.sigmoidCrossEntropy(b, logits, target, { positiveWeights }),
        ofRow: sigmoidCrossEntropy,
      };
    case 'focal':
      return {
        add: (b, logits, target) => ir.sigmoidFocal(b, logits, target, { ...loss, positiveWeights }),
        ofRow: sigmoidFocal(loss),
      };
    default:
      throw noSuchLoss(loss, 'multi_label');
  }
}
