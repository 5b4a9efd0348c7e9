/** Rows of a batch mixed with the row before them, the first with the last. */
import type { Batch } from '../engines/types.js';
import type { Mixing } from './mixing.js';

/** @param images `[N,size,size,channels]` */
export function mixImages({ data, shape }: Batch, { share, box }: Mixing): Batch {
  const [count = 0, size = 0, , channels = 0] = shape;
  const length = size * size * channels;
  const mixed = Float32Array.from(data);
  for (let i = 0; i < count; i++) {
    const own = i * length;
    const other = before(i, count) * length;
    if (!box) {
      for (let k = 0; k < length; k++)
        mixed[own + k] = share * data[own + k]! + (1 - share) * data[other + k]!;
      continue;
    }
    for (let y = box.top; y < box.bottom; y++) {
      const [from, to] = [box.left, box.right].map((x) => (y * size + x) * channels);
      mixed.set(data.subarray(other + from!, other + to!), own + from!);
    }
  }
  return { data: mixed, shape };
}

export interface WeighedTargets {
  /** `[N,outputs]`, distributions. */
  readonly targets: Batch;
  /** `[N]`: what each row counts in the loss. */
  readonly weights: Batch;
}

/**
 * Targets and weights under which the loss of a row is that of both its examples, each by its share and its own weight: what
 * PyTorch's `cross_entropy` with class weights makes of a soft target. Of any loss that is linear in the target.
 */
export function mixTargets({ targets, weights }: WeighedTargets, { share }: Mixing): WeighedTargets {
  const [count = 0, outputs = 0] = targets.shape;
  const mixed = new Float32Array(count * outputs);
  const sums = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const other = before(i, count);
    const [own, theirs] = [share * weights.data[i]!, (1 - share) * weights.data[other]!];
    const sum = own + theirs;
    sums[i] = sum;
    // Where neither counts, any target will do.
    const part = sum > 0 ? own / sum : share;
    for (let k = 0; k < outputs; k++) {
      mixed[i * outputs + k] =
        part * targets.data[i * outputs + k]! + (1 - part) * targets.data[other * outputs + k]!;
    }
  }
  return { targets: { data: mixed, shape: targets.shape }, weights: { data: sums, shape: weights.shape } };
}

/** The rows that each is mixed with. */
export const rolled = <T>(rows: readonly T[]): readonly T[] =>
  rows.map((_, i) => rows[before(i, rows.length)]!);

const before = (i: number, count: number): number => (i + count - 1) % count;
