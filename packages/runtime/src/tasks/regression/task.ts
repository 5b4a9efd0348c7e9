/** One or several numbers for each example. */

import { detailsOf } from '@tlp/language/run/metrics.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { type RegressionDetails, regression } from '@tlp/language/tasks/regression.js';
import type { Target } from '../../data/types.js';
import type { Batch } from '../../engines/types.js';
import { noSettings } from '../settings.js';
import type { AnswerView, Task, TaskOptions } from '../task.js';
import { regressionLoss } from './loss.js';
import { createRegressionMetrics } from './metrics.js';
import { fromScale, toScale, unscaled } from './scale.js';

export interface NumberAnswer {
  /** By target, in its unit. */
  readonly values: readonly number[];
}

export function createRegression({ outputs, loss, settings = noSettings }: TaskOptions): Task<NumberAnswer> {
  const { add, ofRow } = regressionLoss(loss);
  const scales = settings.scales ?? outputs.map(() => unscaled);

  const task: Task<NumberAnswer> = {
    definition: regression,
    outputs,
    settings,
    settle: () => task,
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
    metrics: () => createRegressionMetrics(scales, ofRow),
    training: {
      score: 'mae',
      sum: (logits, targets) =>
        targets.reduce((sum, target, i) => sum + meanError(fromScale(logits[i]!, scales), target), 0),
    },
    answer: (logits) => ({ values: fromScale(logits, scales) }),
    view: viewOf(outputs),
    table: (metrics) => ({
      columns: ['target', ...regression.metrics.map(({ title }) => title)],
      rows: detailsOf<RegressionDetails>(metrics, 'regression').targets.map((one, i) => [
        outputs[i]!,
        ...regression.metrics.map((metric) => metricText(metric, one[metric.name] ?? Number.NaN)),
      ]),
    }),
  };
  return task;
}

const meanError = (predicted: readonly number[], actual: Target): number =>
  actual.reduce((sum, value, i) => sum + Math.abs(predicted[i]! - value), 0) / actual.length;

const viewOf = (targets: readonly string[]): AnswerView<NumberAnswer> => ({
  columns: targets,
  rows: ({ values }) => [values],
  json: ({ values }) => ({ values: Object.fromEntries(targets.map((name, i) => [name, values[i]])) }),
  text({ values }, top) {
    const [first, ...rest] = values.map((value, i) => `${targets[i]!} ${numberText(value)}`);
    return { first: first!, rest: rest.slice(0, Math.max(0, top - 1)) };
  },
});

/** Four digits, and all of a whole number's. */
export const numberText = (value: number): string => metricText({ form: 'number' }, value);
