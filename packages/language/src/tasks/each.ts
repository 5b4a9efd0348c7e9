import type { TaskDefinition } from './definition.js';
import { type TaskName, tasks } from './index.js';

/** Whether the network answers each word of an example, not the example as a whole. */
export function answersWords(task: TaskName): boolean {
  const { each }: TaskDefinition = tasks[task];
  return each === 'word';
}
