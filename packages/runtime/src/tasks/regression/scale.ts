/**
 * Targets on the scale that a network trains on. Prices of hundreds of thousands and shares below one learn equally fast, and
 * targets of different units count equally.
 */

import type { Scale } from '../settings.js';

/** Of numbers that are trained on as they are. */
export const unscaled: Scale = { mean: 0, deviation: 1 };

/** The mean and the standard deviation of each target; 1 for one that is the same everywhere. */
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
