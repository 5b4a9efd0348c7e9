import { detailsOf } from '@tlp/language/run/metrics.js';
import type { RegressionDetails } from '@tlp/language/tasks/regression.js';
import { onceMade } from '../../once-made.js';
import { meanOf } from '../mean.js';
import { type Measure, type MeasuresOf, meanMeasure } from '../measures.js';
import { drawnSpearman } from '../ranking/drawn-ranks.js';
import { createErrorSums, type Errors } from './errors.js';
import type { NumberAnswer } from './view.js';

/** Means over the targets, in their units. The loss is of the scale that the network trains on. */
export const regressionMeasures: MeasuresOf = ({ predictions, outputs, metrics }) => {
  const said = predictions.map(({ answer }) => (answer as NumberAnswer).values);
  const mean = predictions.map(
    ({ target }, i) =>
      target.reduce((sum, actual, at) => sum + Math.abs(said[i]![at]! - actual), 0) / target.length,
  );
  const overTargets = (metric: 'rmse' | 'r2'): Measure => ({
    metric,
    of(sample) {
      const known = outputs.flatMap((_, target) => {
        const sums = createErrorSums();
        for (const place of sample) sums.add(predictions[place]!.target[target]!, said[place]![target]!);
        const value: Errors['r2'] = sums.result()[metric];
        return value === null ? [] : [value];
      });
      return known.reduce((sum, value) => sum + value, 0) / known.length;
    },
  });
  const correlations = onceMade(() =>
    outputs.map((_, at) =>
      drawnSpearman(
        predictions.map(({ target }) => target[at]!),
        said.map((values) => values[at]!),
      ),
    ),
  );
  const { intervals } = detailsOf<RegressionDetails>(metrics, 'regression');
  const covered = predictions.map(({ target }, i) => {
    const within = target.filter(
      (actual, at) => Math.abs(actual - said[i]![at]!) <= (intervals?.halfWidths[at] ?? 0),
    );
    return within.length / target.length;
  });
  return [
    meanMeasure('mae', mean),
    overTargets('rmse'),
    overTargets('r2'),
    {
      metric: 'spearman',
      of: (sample) => meanOf(correlations().map((of) => of?.(sample) ?? null)) ?? Number.NaN,
    },
    ...(intervals ? [meanMeasure('coverage', covered)] : []),
  ];
};
