import { detailsOf } from '@tlp/language/run/metrics.js';
import type { MultiLabelDetails } from '@tlp/language/tasks/multi-label.js';
import { f1Of, type MeasuresOf, meanMeasure, shareMeasure, sumsMeasure } from '../measures.js';
import { rankingMeasures } from '../ranking/measures.js';
import { sameLabels } from './decide.js';
import { multiLabelLoss } from './loss.js';
import type { LabelAnswer } from './view.js';

/** By the thresholds of the run. */
export const multiLabelMeasures: MeasuresOf = ({ predictions, outputs, loss, metrics }) => {
  const { ofRow } = multiLabelLoss(loss);
  const thresholds = detailsOf<MultiLabelDetails>(metrics, 'multi_label').labels.map((one) => one.threshold);
  const rows = predictions.map(({ target, answer }) => {
    const { probabilities } = answer as LabelAnswer;
    const said = probabilities.flatMap((p, label) => (p >= thresholds[label]! ? [label] : []));
    return { target, said, probabilities };
  });
  const right = rows.map(({ target, said }) => said.filter((label) => target.includes(label)).length);
  return [
    sumsMeasure(
      'micro_f1',
      [right, rows.map(({ target }) => target.length), rows.map(({ said }) => said.length)],
      ([hits, there, found]) => f1Of(hits!, there!, found!),
    ),
    shareMeasure(
      'exact_match',
      rows.map(({ target, said }) => (sameLabels(said, target) ? 1 : 0)),
    ),
    meanMeasure(
      'loss',
      rows.map(({ target, probabilities }) => ofRow(probabilities.map(logitOf), target)),
    ),
    ...rankingMeasures(
      {
        scores: rows.map(({ probabilities }) => probabilities),
        targets: rows.map(({ target }) => target),
        labels: outputs.map((_, label) => label),
      },
      ['mean_average_precision', 'roc_auc'],
    ),
  ];
};

/** Probabilities of 0 and 1 were rounded. */
function logitOf(probability: number): number {
  const p = Math.min(Math.max(probability, 1e-15), 1 - 1e-15);
  return Math.log(p) - Math.log1p(-p);
}
