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

/** Sums in double precision, so that memory does not grow with how many are averaged. */
export interface CheckpointSum {
  readonly count: number;
  /** By part and name. */
  readonly sums: ReadonlyMap<string, Float64Array>;
}

export const noCheckpoints: CheckpointSum = { count: 0, sums: new Map() };

/** @param checkpoint which is alike to all that are in the sum */
export function withCheckpoint({ count, sums }: CheckpointSum, checkpoint: Checkpoint): CheckpointSum {
  const added = learned.flatMap((part) =>
    [...(checkpoint[part] ?? [])].map(([name, values]) => {
      const before = sums.get(`${part}/${name}`);
      const sum = Float64Array.from(values, (value, i) => value + (before?.[i] ?? 0));
      return [`${part}/${name}`, sum] as const;
    }),
  );
  return { count: count + 1, sums: new Map(added) };
}

/** The mean of each tensor; all else is that of `like`. */
export function averageOf({ count, sums }: CheckpointSum, like: Checkpoint): Checkpoint {
  const mean = (part: (typeof learned)[number]): Weights =>
    new Map(
      [...(like[part] ?? new Map()).keys()].map((name: string) => [
        name,
        Float32Array.from(sums.get(`${part}/${name}`)!, (sum) => sum / count),
      ]),
    );
  return { ...like, best: like.best && mean('best'), network: mean('network') };
}
