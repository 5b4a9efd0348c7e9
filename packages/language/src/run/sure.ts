/** What was chosen so that answers say how sure they are, for people. */
import { numberText } from '../number-text.js';
import { percent } from '../quantities.js';
import { toldScore } from '../schema/known/scores.js';
import type { ClassificationDetails } from '../tasks/classification.js';
import { decimalText } from '../tasks/metric.js';
import type { RegressionDetails } from '../tasks/regression.js';
import type { RunMetrics } from './events.js';
import { detailsOf } from './metrics.js';

/** In a sentence; null where the run chose nothing. */
export function sureText({ validation, test }: RunMetrics): string | null {
  const metrics = test ?? validation;
  if (metrics?.details.task === 'classification') {
    const { rejection } = detailsOf<ClassificationDetails>(metrics, 'classification');
    if (!rejection) return null;
    const { keep, name, threshold, by } = rejection;
    return `What scores below ${rounded(threshold)} is answered by "${name}", so that ${percent(keep)} of the validation examples keep their class. The score is ${toldScore(by)}.`;
  }
  if (metrics?.details.task === 'regression') {
    const { intervals } = detailsOf<RegressionDetails>(metrics, 'regression');
    if (!intervals) return null;
    const reach = intervals.halfWidths.map((width) => `± ${decimalText(width)}`);
    return `Intervals of ${percent(intervals.level)} reach ${reach.join(', ')}, as the errors on the validation split say.`;
  }
  return null;
}

const rounded = (value: number): string => numberText(Number(value.toPrecision(4)));
