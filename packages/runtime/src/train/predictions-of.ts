import type { DataSet } from '../data/types.js';
import type { SliceKeys } from '../slices/slice-keys.js';
import { answersOf } from '../tasks/rows.js';
import type { Task } from '../tasks/task.js';
import type { Prediction } from './run-directory.js';
import type { OnLogits } from './schedule.js';

/** What the logits of some evaluated examples say. */
export function predictionsOf(
  task: Task,
  { splits }: DataSet,
  keys: SliceKeys,
  ...[split, indices, logits, similarities]: Parameters<OnLogits>
): Prediction[] {
  const examples = indices.map((index) => splits[split][index]!);
  return answersOf(task, logits, examples, similarities).map((answer, row) => {
    const { id, target } = examples[row]!;
    return { split, id, target, answer, ...keys(examples[row]!) };
  });
}
