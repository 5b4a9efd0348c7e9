/** One or several numbers for each example. */
import type { MetricsDetails } from '../run/metrics.js';
import { numbersIn } from '../schema/columns.js';
import type { TaskDefinition } from './definition.js';

export const regression = {
  name: 'regression',
  title: 'regression',
  predicts: 'numbers',
  question: (of) => `What are the numbers of ${of}?`,
  answer: numbersIn(
    'target',
    'The columns of the numbers to predict, where an example has no class but one or several numbers.',
    'target: width, height',
  ),
  units: 'targets',
  losses: ['mse', 'huber'],
  loss: { kind: 'mse' },
  metrics: [
    {
      name: 'mae',
      title: 'MAE',
      better: 'lower',
      form: 'number',
      doc: 'Mean absolute error, in the unit of the target.',
    },
    {
      name: 'rmse',
      title: 'RMSE',
      better: 'lower',
      form: 'number',
      doc: 'Root of the mean squared error, in the unit of the target. Large errors count more.',
    },
    {
      name: 'r2',
      title: 'R²',
      better: 'higher',
      form: 'number',
      doc: 'Share of the variance of the target that is explained: 1 is perfect, 0 is no better than the mean.',
    },
    {
      name: 'spearman',
      title: 'Spearman',
      better: 'higher',
      form: 'number',
      doc: 'Rank correlation: how well the predictions order the examples, from -1 to 1.',
    },
    {
      name: 'coverage',
      title: 'coverage',
      better: 'higher',
      form: 'percent',
      needs: 'interval',
      fixed: true,
      doc: 'Share of the validation examples whose right number lies in the interval around the prediction.',
    },
    {
      name: 'interval_width',
      title: 'interval width',
      better: 'lower',
      form: 'number',
      needs: 'interval',
      doc: 'Width of the intervals around the predictions, in the unit of the target.',
    },
  ],
  solvers: ['ridge'],
  balances: ['none'],
} as const satisfies TaskDefinition;

export interface RegressionDetails extends MetricsDetails {
  readonly task: 'regression';
  readonly targets: readonly TargetMetrics[];
  /** By target; absent where no intervals are told. */
  readonly intervals?: Intervals;
}

export interface Intervals {
  /** Share of the right numbers that was to lie in them. */
  readonly level: number;
  /** By target, in its unit: an interval reaches so far from the prediction, both ways. */
  readonly halfWidths: readonly number[];
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
  /** Share of the examples in their intervals; absent where none are told. */
  readonly coverage?: number;
  readonly interval_width?: number;
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
