import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import type { Ref } from '@tlp/language/graph/types.js';
import type { Loss } from '@tlp/language/schema/losses.js';
import type { RowLoss } from './row-losses.js';

/** Adds the loss of each example, `[batch]`, of logits and targets `[batch, outputs]`. */
export type AddLoss = (b: GraphBuilder, logits: Ref, target: Ref) => Ref;

/** A loss as training takes it and as metrics do: the same number, but for smoothing. */
export interface TaskLoss {
  readonly add: AddLoss;
  readonly ofRow: RowLoss;
}

/** What a pipeline that passed its checks cannot name. */
export const noSuchLoss = ({ kind }: Loss, task: string): Error =>
  new Error(`The task ${task} has no loss ${kind}.`);
