import type { DataSet } from '../data/types.js';
import type { Task } from '../tasks/task.js';
import type { Prediction } from './run-directory.js';
import type { OnLogits } from './schedule.js';

/** What the logits of some evaluated examples say. */
export function predictionsOf(
  { outputs, answer }: Task,
  { splits }: DataSet,
  ...[split, indices, logits]: Parameters<OnLogits>
): Prediction[] {
  return indices.map((index, row) => {
    const { id, target } = splits[split][index]!;
    const own = logits.subarray(row * outputs.length, (row + 1) * outputs.length);
    return { split, id, target, answer: answer(own) };
  });
}
