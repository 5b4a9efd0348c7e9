/** How far two sets of numbers lie apart. */

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

/** 1 where the vectors point the same way. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  for (let i = 0; i < a.length; i++) dot += a[i]! * b[i]!;
  return dot / (norm(a) * norm(b));
}
