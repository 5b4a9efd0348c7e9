import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import type { Ref, TensorType } from '@tlp/language/graph/types.js';
import type { Loss } from '@tlp/language/schema/losses.js';
import type { RowLoss } from './row-losses.js';

/**
 * Adds the loss of each example, `[batch]`: of logits and targets `[batch, outputs]`, or where each token has its own answer, the
 * sum over those that are judged.
 */
export interface AddLoss {
  (b: GraphBuilder, logits: Ref, target: Ref): Ref;
  /** The type of the target that belongs to logits; their own where it is absent. */
  readonly targetOf?: (logits: TensorType) => TensorType;
}

/** A loss as training takes it and as metrics do: the same number, but for smoothing. */
export interface TaskLoss {
  readonly add: AddLoss;
  readonly ofRow: RowLoss;
}

/** What a pipeline that passed its checks cannot name. */
export const noSuchLoss = ({ kind }: Loss, task: string): Error =>
  new Error(`The task ${task} has no loss ${kind}.`);
