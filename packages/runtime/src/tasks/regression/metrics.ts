/** How good predicted numbers are, batch by batch. */

import type { Metrics } from '@tlp/language/run/metrics.js';
import {
  type Intervals,
  type RegressionDetails,
  regression,
  type TargetMetrics,
} from '@tlp/language/tasks/regression.js';
import type { Target } from '../../data/types.js';
import { definedScores, meanOf } from '../mean.js';
import { createSample } from '../ranking/sample.js';
import { spearman } from '../ranking/spearman.js';
import type { RowLoss } from '../row-losses.js';
import type { Scale } from '../settings.js';
import type { MetricsAccumulator } from '../task.js';
import { createErrorSums } from './errors.js';
import { createCovering } from './intervals.js';
import { predictionGrid } from './prediction-grid.js';
import { fromScale, toScale } from './scale.js';

/** Numbers, examples × targets × 2, that are kept for ranks and charts: 16 MiB. */
const keptNumbers = 2 ** 21;

/**
 * Scores are means over the targets. Ranks and charts are of all examples up to 65,536, fewer of more than 16 targets,
 * and of more from a sample; a correlation r of n examples then has a standard error of about `(1 - r²)/√n`, at most
 * 0.006 of 16 targets or less.
 * @param loss of what the network gives, on the scale that it trains on
 * @param interval the level of the intervals that the examples are to tell, or intervals that are given
 */
export function createRegressionMetrics(
  scales: readonly Scale[],
  loss: RowLoss,
  interval?: { readonly level: number } | Intervals,
): MetricsAccumulator {
  const targets = scales.length;
  const errors = scales.map(createErrorSums);
  const capacity = Math.max(1024, Math.min(2 ** 16, Math.floor(keptNumbers / (2 * targets))));
  const sample = createSample<{ actual: readonly number[]; predicted: readonly number[] }>(capacity);
  const covering = interval && createCovering(interval, targets);
  let count = 0;
  let losses = 0;

  function add(logits: readonly Float32Array[], examples: readonly Target[]): void {
    for (const [i, actual] of examples.entries()) {
      const row = logits[i]!;
      const predicted = fromScale(row, scales);
      losses += loss(row, toScale(actual, scales));
      errors.forEach((sums, target) => void sums.add(actual[target]!, predicted[target]!));
      sample.add({ actual, predicted });
      covering?.add(actual, predicted);
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
    const covered = covering?.result();
    const perTarget = scales.map((_, target) => ({
      ...targetMetrics(target),
      ...(covered && {
        coverage: covered.shares[target]!,
        interval_width: 2 * covered.intervals.halfWidths[target]!,
      }),
    }));
    const details: RegressionDetails = {
      task: 'regression',
      targets: perTarget,
      ...(covered && { intervals: covered.intervals }),
    };
    const mean = (name: (typeof regression.metrics)[number]['name']) =>
      meanOf(perTarget.map((target) => target[name] ?? null));
    return {
      count,
      loss: losses / count,
      scores: definedScores(Object.fromEntries(regression.metrics.map(({ name }) => [name, mean(name)]))),
      details,
    };
  }

  return { add, result };
}
