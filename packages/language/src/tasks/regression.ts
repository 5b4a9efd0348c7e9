/** One or several numbers for each example. */
import type { MetricsDetails } from '../run/metrics.js';

export interface RegressionDetails extends MetricsDetails {
  readonly task: 'regression';
  readonly targets: readonly TargetMetrics[];
}

export interface TargetMetrics {
  /** In the target's unit. */
  readonly mae: number;
  readonly rmse: number;
  /** Null where the target is the same for all examples. */
  readonly r2: number | null;
  /** Null where the target or the prediction is the same for all examples. */
  readonly spearman: number | null;
  readonly grid: PredictionGrid | null;
}

/** Predicted against actual numbers, counted in the cells of a square. */
export interface PredictionGrid {
  /** The range of both axes. */
  readonly low: number;
  readonly high: number;
  /** Cells along each axis. */
  readonly size: number;
  /** The cells that are not empty, from the lowest. */
  readonly cells: readonly GridCell[];
}

/** Positions on the axes, and how many examples fell there. */
export type GridCell = readonly [actual: number, predicted: number, examples: number];
