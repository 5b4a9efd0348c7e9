import type { Item } from '../data/types.js';
import type { Answer, Task } from './task.js';

/** What the logits of each item say. */
export const answersOf = (
  { answer }: Task,
  logits: readonly Float32Array[],
  items: readonly Item[],
  similarities?: readonly number[],
): readonly Answer[] => logits.map((own, i) => answer(own, items[i]!, similarities?.[i]));
