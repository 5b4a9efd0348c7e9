/**
 * How far the right numbers lie from the predicted ones: split conformal prediction, Lei et al. 2018, arXiv:1604.04173, as Angelopoulos
 * & Bates have it, arXiv:2107.07511, section 2 with the absolute residual as the score.
 */
import { examplesForInterval, rankForInterval } from '@tlp/language/run/intervals.js';
import type { Intervals } from '@tlp/language/tasks/regression.js';

/**
 * The ⌈(n + 1) · level⌉-th smallest of n absolute errors: an interval that reaches so far from the prediction, both ways, holds the right number of a
 * new example with at least the probability `level`, if the errors are those of examples like it.
 * @returns null where there are too few for the level, or one is NaN
 */
export function halfWidthFor(errors: readonly number[], level: number): number | null {
  if (errors.length < examplesForInterval(level) || errors.some(Number.isNaN)) return null;
  return Float64Array.from(errors).sort()[rankForInterval(errors.length, level) - 1] ?? null;
}

export interface Covering {
  /** @param actual and predicted numbers by target, in its unit */
  add(actual: ArrayLike<number>, predicted: ArrayLike<number>): void;
  /** Null without examples, and where there are too few for the level. */
  result(): Coverage | null;
}

export interface Coverage {
  readonly intervals: Intervals;
  /** By target: the share of the examples whose right number lies in its interval. */
  readonly shares: readonly number[];
}

/** By widths that are given, or else by those that these very examples tell. */
export function createCovering(by: { readonly level: number } | Intervals, targets: number): Covering {
  const errors = Array.from({ length: targets }, (): number[] => []);
  return {
    add(actual, predicted) {
      errors.forEach((own, target) => void own.push(Math.abs(actual[target]! - predicted[target]!)));
    },
    result() {
      const { level } = by;
      const widths = 'halfWidths' in by ? by.halfWidths : errors.map((own) => halfWidthFor(own, level));
      const halfWidths = widths.filter((width) => width !== null);
      if (halfWidths.length < targets || errors[0]?.length === 0) return null;
      const within = (own: readonly number[], width: number) => own.filter((error) => error <= width).length;
      return {
        intervals: { level, halfWidths },
        shares: errors.map((own, target) => within(own, halfWidths[target]!) / own.length),
      };
    },
  };
}
