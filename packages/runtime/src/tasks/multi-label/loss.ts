import * as ir from '@tlp/language/graph/losses.js';
import type { Loss } from '@tlp/language/schema/losses.js';
import { sigmoidCrossEntropy, sigmoidFocal } from '../row-losses.js';
import { lossOfAnotherTask, type TaskLoss } from '../task-loss.js';

/** @throws Error of a loss that is none of the task's */
export function multiLabelLoss(loss: Loss): TaskLoss {
  switch (loss.kind) {
    case 'binary_cross_entropy':
      return {
        add: (b, logits, target) => ir.sigmoidCrossEntropy(b, logits, target),
        ofRow: sigmoidCrossEntropy,
      };
    case 'focal':
      return {
        add: (b, logits, target) => ir.sigmoidFocal(b, logits, target, loss),
        ofRow: sigmoidFocal(loss),
      };
    default:
      throw lossOfAnotherTask(loss, 'multi_label');
  }
}
