/** The average of what several runs of one network have learned. */
import type { Checkpoint } from '../train/checkpoint.js';
import type { Weights } from '../weights/tensors.js';

/** What finished phases and the best epoch of the last one left: the checkpoint of a finished run is that of its best weights. */
const learned = ['best', 'network'] as const;

/** Whether both trained the same tensors, so that they can be averaged. */
export const areAlike = (one: Checkpoint, other: Checkpoint): boolean =>
  learned.every((part) => shapesOf(one[part]) === shapesOf(other[part]));

const shapesOf = (weights: Weights | null): string =>
  JSON.stringify([...(weights ?? [])].map(([name, { length }]) => [name, length]).sort());

/** The mean of each tensor; all else is the first one's. @param checkpoints which are all alike, at least one */
export function averageOf(checkpoints: readonly Checkpoint[]): Checkpoint {
  const [first] = checkpoints;
  if (!first) throw new Error('There is nothing to average.');
  const mean = (part: (typeof learned)[number]) =>
    meanOf(checkpoints.map((checkpoint) => checkpoint[part] ?? new Map()));
  return { ...first, best: first.best && mean('best'), network: mean('network') };
}

/** Sums are in double precision, so that the order of the checkpoints does not matter much. */
function meanOf(all: readonly Weights[]): Weights {
  const names = [...(all[0] ?? new Map()).keys()];
  return new Map(
    names.map((name) => {
      const parts = all.map((weights) => weights.get(name)!);
      const mean = Float32Array.from(
        parts[0]!,
        (_, i) => parts.reduce((sum, part) => sum + part[i]!, 0) / parts.length,
      );
      return [name, mean];
    }),
  );
}
