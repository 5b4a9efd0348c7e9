/** How good predicted numbers are, batch by batch. */

import type { Metrics } from '@tlp/language/run/metrics.js';
import type { RegressionDetails, TargetMetrics } from '@tlp/language/tasks/regression.js';
import type { Target } from '../../data/types.js';
import { definedScores, meanOf } from '../mean.js';
import { createSample } from '../ranking/sample.js';
import { spearman } from '../ranking/spearman.js';
import type { RowLoss } from '../row-losses.js';
import type { Scale } from '../settings.js';
import type { MetricsAccumulator } from '../task.js';
import { createErrorSums } from './errors.js';
import { predictionGrid } from './prediction-grid.js';
import { fromScale, toScale } from './scale.js';

/** Numbers, examples × targets × 2, that are kept for ranks and charts: 16 MiB. */
const keptNumbers = 2 ** 21;

/**
 * Scores are means over the targets. Ranks and charts are of all examples up to 65,536, fewer of more than 16 targets,
 * and of more from a sample; a correlation r of n examples then has a standard error of about `(1 - r²)/√n`, at most
 * 0.006 of 16 targets or less.
 * @param loss of what the network gives, on the scale that it trains on
 */
export function createRegressionMetrics(scales: readonly Scale[], loss: RowLoss): MetricsAccumulator {
  const targets = scales.length;
  const errors = scales.map(createErrorSums);
  const capacity = Math.max(1024, Math.min(2 ** 16, Math.floor(keptNumbers / (2 * targets))));
  const sample = createSample<{ actual: readonly number[]; predicted: readonly number[] }>(capacity);
  let count = 0;
  let losses = 0;

  function add(logits: readonly Float32Array[], examples: readonly Target[]): void {
    for (const [i, actual] of examples.entries()) {
      const row = logits[i]!;
      const predicted = fromScale(row, scales);
      losses += loss(row, toScale(actual, scales));
      errors.forEach((sums, target) => void sums.add(actual[target]!, predicted[target]!));
      sample.add({ actual, predicted });
      count += 1;
    }
  }

  function targetMetrics(target: number): TargetMetrics {
    const [actual, predicted] = (['actual', 'predicted'] as const).map((side) =>
      sample.items().map((example) => example[side][target]!),
    );
    return {
      ...errors[target]!.result(),
      spearman: spearman(actual!, predicted!),
      grid: predictionGrid(actual!, predicted!),
    };
  }

  function result(): Metrics {
    const perTarget = scales.map((_, target) => targetMetrics(target));
    const details: RegressionDetails = { task: 'regression', targets: perTarget };
    const mean = (name: 'mae' | 'rmse' | 'r2' | 'spearman') =>
      meanOf(perTarget.map((target) => target[name]));
    return {
      count,
      loss: losses / count,
      scores: definedScores({
        mae: mean('mae'),
        rmse: mean('rmse'),
        r2: mean('r2'),
        spearman: mean('spearman'),
      }),
      details,
    };
  }

  return { add, result };
}
