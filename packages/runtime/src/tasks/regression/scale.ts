/**
 * Targets on the scale that a network trains on. Prices of hundreds of thousands and shares below one learn equally fast, and
 * targets of different units count equally.
 */

/** Of one target over the training examples: `value = mean + deviation · trained`. */
export interface Scale {
  readonly mean: number;
  /** Not 0: 1 for a target that is the same everywhere. */
  readonly deviation: number;
}

/** The mean and the standard deviation of each target. */
export function scalesOf(targets: readonly (readonly number[])[], count: number): Scale[] {
  return Array.from({ length: count }, (_, i) => {
    const mean = targets.reduce((sum, target) => sum + target[i]! / targets.length, 0);
    const variance = targets.reduce((sum, target) => sum + (target[i]! - mean) ** 2 / targets.length, 0);
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
}

export const toScale = (values: ArrayLike<number>, scales: readonly Scale[]): number[] =>
  scales.map(({ mean, deviation }, i) => (values[i]! - mean) / deviation);

export const fromScale = (trained: ArrayLike<number>, scales: readonly Scale[]): number[] =>
  scales.map(({ mean, deviation }, i) => mean + deviation * trained[i]!);
