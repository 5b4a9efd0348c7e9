/** One or several numbers for each example. */

import { detailsOf } from '@tlp/language/run/metrics.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { type RegressionDetails, regression } from '@tlp/language/tasks/regression.js';
import type { Target } from '../../data/types.js';
import type { Batch } from '../../engines/types.js';
import { noSettings } from '../settings.js';
import type { Task, TaskOptions } from '../task.js';
import { regressionLoss } from './loss.js';
import { createRegressionMetrics } from './metrics.js';
import { fromScale, toScale, unscaled } from './scale.js';
import { measuredOf } from './target-table.js';
import { type NumberAnswer, viewOf } from './view.js';

export function createRegression(options: TaskOptions): Task<NumberAnswer> {
  const { outputs, loss, asked, settings = noSettings } = options;
  const { add, ofRow } = regressionLoss(loss);
  const scales = settings.scales ?? outputs.map(() => unscaled);
  const level = asked?.interval;
  const interval = settings.intervals ?? (level === undefined ? undefined : { level });

  const task: Task<NumberAnswer> = {
    definition: regression,
    outputs,
    settings,
    settle(validation) {
      const { intervals } = detailsOf<RegressionDetails>(validation, 'regression');
      return intervals && !settings.intervals
        ? createRegression({ ...options, settings: { ...settings, intervals } })
        : task;
    },
    addLoss: add,
    feedTargets: (targets): Batch => ({
      data: Float32Array.from(targets.flatMap((target) => toScale(target, scales))),
      shape: [targets.length, outputs.length],
    }),
    guess(targets) {
      // The mean, which is 0 on the scale of the training examples.
      const zero = outputs.map(() => 0);
      const total = targets.reduce((sum, target) => sum + ofRow(zero, toScale(target, scales)), 0);
      return { loss: total / targets.length, words: 'predicting the mean' };
    },
    balance: () => ({ addLoss: add, weight: () => 1, order: null }),
    metrics: () => createRegressionMetrics(scales, ofRow, interval),
    training: {
      score: 'mae',
      sum: (logits, targets) =>
        targets.reduce((sum, target, i) => sum + meanError(fromScale(logits[i]!, scales), target), 0),
    },
    answer: (logits) => ({ values: fromScale(logits, scales) }),
    view: viewOf(outputs, settings.intervals?.halfWidths),
    table(metrics) {
      const { targets } = detailsOf<RegressionDetails>(metrics, 'regression');
      const measured = measuredOf(targets);
      return {
        columns: ['target', ...measured.map(({ title }) => title)],
        rows: targets.map((one, i) => [
          outputs[i]!,
          ...measured.map((metric) => metricText(metric, one[metric.name] ?? Number.NaN)),
        ]),
      };
    },
  };
  return task;
}

const meanError = (predicted: readonly number[], actual: Target): number =>
  actual.reduce((sum, value, i) => sum + Math.abs(predicted[i]! - value), 0) / actual.length;
