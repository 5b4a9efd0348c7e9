/** How far two sets of numbers lie apart. */
import { sample } from './formula.js';
import type { ByTensor } from './goldens.js';

export const norm = (values: ArrayLike<number>): number => {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  return Math.sqrt(squares);
};

/** Norm of the difference over the norm of the expected; over 1 where all of these are 0, as after a ReLU. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const gap = Float64Array.from({ length: expected.length }, (_, i) => actual[i]! - expected[i]!);
  return norm(gap) / (norm(expected) || 1);
}

/**
 * The gradients whose norms are further from the expected than a share of these and a floor: what changes nothing, as the bias of a
 * key or an offset before a batch-norm that trains, has no gradient but rounding errors.
 * @param gradients by parameter
 */
export function gradientMisfits(
  gradients: ReadonlyMap<string, Float32Array>,
  norms: ByTensor<number>,
  tensorOf: (parameter: string) => string,
  tolerance: number,
) {
  const floor = 2e-6 * Math.max(...Object.values(norms));
  return [...gradients].flatMap(([parameter, gradient]) => {
    const wanted = norms[tensorOf(parameter)]!;
    const found = norm(gradient);
    return Math.abs(found - wanted) <= tolerance * wanted + floor ? [] : [{ parameter, found, wanted }];
  });
}

/**
 * A parameter that steps have not taken where they should: what of it is further off than a thousandth of the way, what float32 can
 * hold of its values, and `room`, which biases of keys need for the steps that Adam makes of their rounding errors.
 * @param wanted a sample of its values after the steps
 */
export function stepMisfit(
  parameter: string,
  [before, after]: readonly ReadonlyMap<string, Float32Array>[],
  wanted: readonly number[],
  room: number,
) {
  const [start, now] = [before, after].map((of) => sample(of!.get(parameter)!, wanted.length));
  const taken = norm(wanted.map((value, i) => value - start![i]!));
  const gap = norm(wanted.map((value, i) => value - now![i]!));
  return gap <= 1e-3 * taken + 1e-7 * norm(wanted) + room ? [] : [{ parameter, gap, taken }];
}

/** 1 where the vectors point the same way. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  for (let i = 0; i < a.length; i++) dot += a[i]! * b[i]!;
  return dot / (norm(a) * norm(b));
}
