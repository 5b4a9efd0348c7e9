import { detailsOf } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails, Rejection } from '@tlp/language/tasks/classification.js';
import { type Measure, type MeasuresOf, meanMeasure, shareMeasure, sumsMeasure } from '../measures.js';
import { rankingMeasures } from '../ranking/measures.js';
import { createCalibration } from './calibration.js';
import { classificationLoss } from './loss.js';
import { rankOf } from './metrics.js';
import { isRejected } from './rejection.js';
import type { ClassAnswer } from './view.js';

export const classificationMeasures: MeasuresOf = ({ predictions, outputs, loss, topK, metrics }) => {
  const { ofRow } = classificationLoss(loss);
  const classes = outputs.length;
  const k = Math.min(topK, classes);
  const labels = predictions.map(({ target }) => target[0]!);
  const answers = predictions.map(({ answer }) => answer as ClassAnswer);
  const said = answers.map(({ predicted }) => predicted);
  const hits = said.map((predicted, i) => (predicted === labels[i] ? 1 : 0));
  const confidences = answers.map(({ predicted, probabilities }) => probabilities[predicted]!);
  // The softmax of logarithms of probabilities is the probabilities.
  const losses = answers.map(({ probabilities }, i) => ofRow(probabilities.map(logOf), [labels[i]!]));
  const near = answers.map(({ probabilities }, i) => (rankOf(probabilities, labels[i]!) < k ? 1 : 0));
  return [
    shareMeasure('accuracy', hits),
    macroF1({ labels, said, classes }),
    shareMeasure(`top_${k}`, near),
    {
      metric: 'ece',
      of(sample) {
        const calibration = createCalibration();
        for (const place of sample) calibration.add(confidences[place]!, hits[place] === 1);
        return calibration.error() ?? Number.NaN;
      },
    },
    ...rejectionMeasures(
      detailsOf<ClassificationDetails>(metrics, 'classification').rejection,
      answers,
      hits,
    ),
    meanMeasure('loss', losses),
    ...rankingMeasures(
      {
        scores: answers.map(({ probabilities }) => probabilities),
        targets: predictions.map(({ target }) => target),
        // Of two classes, the second.
        labels: classes === 2 ? [1] : outputs.map((_, label) => label),
      },
      ['roc_auc'],
    ),
  ];
};

function rejectionMeasures(
  rejection: Rejection | undefined,
  answers: readonly ClassAnswer[],
  hits: readonly number[],
): readonly Measure[] {
  if (!rejection) return [];
  const rejected = answers.map(({ score = Number.NaN }) => (isRejected(score, rejection) ? 1 : 0));
  const right = hits.map((hit, i) => hit * (1 - rejected[i]!));
  return [
    shareMeasure('rejected', rejected),
    sumsMeasure('kept_accuracy', [right, rejected], ([sum, out], examples) => sum! / (examples - out!)),
  ];
}

/** A probability that was too small for a float is not certain to be none. */
const logOf = (probability: number): number => Math.log(Math.max(probability, 1e-45));

/** As the run's own: over the classes that occur among labels or answers. */
const macroF1 = ({
  labels,
  said,
  classes,
}: {
  readonly labels: readonly number[];
  readonly said: readonly number[];
  readonly classes: number;
}): Measure => ({
  metric: 'macro_f1',
  of(sample) {
    const [right, both] = [new Float64Array(classes), new Float64Array(classes)];
    for (const place of sample) {
      const [label, answer] = [labels[place]!, said[place]!];
      both[label]! += 1;
      both[answer]! += 1;
      if (label === answer) right[label]! += 1;
    }
    let [sum, present] = [0, 0];
    for (let i = 0; i < classes; i++) {
      if (both[i] === 0) continue;
      sum += (2 * right[i]!) / both[i]!;
      present++;
    }
    return sum / present;
  },
});
