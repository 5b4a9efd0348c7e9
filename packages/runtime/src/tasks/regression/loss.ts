import * as ir from '@tlp/language/graph/losses.js';
import type { Loss } from '@tlp/language/schema/losses.js';
import { huber, squaredError } from '../row-losses.js';
import { noSuchLoss, type TaskLoss } from '../task-loss.js';

/** @throws Error of a loss that is none of the task's */
export function regressionLoss(loss: Loss): TaskLoss {
  switch (loss.kind) {
    case 'mse':
      return { add: ir.meanSquaredError, ofRow: squaredError };
    case 'huber':
      return {
        add: (b, output, target) => ir.huber(b, output, target, loss),
        ofRow: huber(loss.delta),
      };
    default:
      throw noSuchLoss(loss, 'regression');
  }
}
