/** Sets of labels as the numbers that the loss is taken against. */
import type { Target } from '../../data/types.js';
import type { Batch } from '../../engines/types.js';

/** `[N, labels]`: 1 for a label that is there, else 0, each moved by the share `smoothing` towards a half. */
export function multiHot(targets: readonly Target[], labels: number, smoothing: number): Batch {
  const data = new Float32Array(targets.length * labels).fill(smoothing / 2);
  for (const [i, target] of targets.entries()) {
    for (const label of target) data[i * labels + label] = 1 - smoothing / 2;
  }
  return { data, shape: [targets.length, labels] };
}

/** No label counts more than this many times for being rare: with a few examples of it, each would drown all others. */
const mostWeight = 100;

/** By label, the examples without it for each that has it: the `pos_weight` that PyTorch's documentation suggests. */
export const positiveWeights = (targets: readonly Target[], labels: number): number[] =>
  labelRates(targets, labels).map((rate) => (rate === 0 ? 1 : Math.min((1 - rate) / rate, mostWeight)));

/** Share of the examples that have each label. */
export function labelRates(targets: readonly Target[], labels: number): number[] {
  const counts = new Array<number>(labels).fill(0);
  for (const label of targets.flat()) counts[label]! += 1;
  return counts.map((count) => count / targets.length);
}
