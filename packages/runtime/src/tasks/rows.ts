import type { Answer, Task } from './task.js';

/** Row `i` of `[N, width]`, without copying it. */
export const rowOf = (values: Float32Array, i: number, width: number): Float32Array =>
  values.subarray(i * width, (i + 1) * width);

/** What each row of logits `[N, outputs]` says. */
export const answersOf = ({ outputs, answer }: Task, logits: Float32Array): readonly Answer[] =>
  Array.from({ length: logits.length / outputs.length }, (_, i) => answer(rowOf(logits, i, outputs.length)));
