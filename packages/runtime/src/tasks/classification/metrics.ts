/** How good a classifier is, from its logits, batch by batch. */

import type { Reject } from '@tlp/language/resolve/pipeline.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type {
  ClassificationDetails,
  ClassMetrics,
  ConfusionCell,
  Rejection,
} from '@tlp/language/tasks/classification.js';
import type { Target } from '../../data/types.js';
import { definedScores } from '../mean.js';
import { type RowLoss, softmaxCrossEntropy } from '../row-losses.js';
import type { MetricsAccumulator } from '../task.js';
import { createCalibration } from './calibration.js';
import { createOneVsRest } from './one-vs-rest.js';
import { createRejecting, scoreBy } from './rejection.js';

export function createMetrics(
  classes: number,
  topK: number,
  lossOf: RowLoss = softmaxCrossEntropy,
  reject?: Reject | Rejection,
): MetricsAccumulator {
  const confusion = Array.from({ length: classes }, () => new Map<number, number>());
  let count = 0;
  let loss = 0;
  let inTopK = 0;
  const ranking = createOneVsRest(classes);
  const calibration = createCalibration();
  const rejecting = reject && createRejecting(reject);

  function add(
    logits: readonly Float32Array[],
    targets: readonly Target[],
    similarities?: readonly number[],
  ): void {
    for (const [i, [label]] of targets.entries()) {
      const scores = logits[i]!;
      loss += lossOf(scores, [label!]);
      const row = confusion[label!]!;
      const predicted = argmax(scores);
      row.set(predicted, (row.get(predicted) ?? 0) + 1);
      if (rankOf(scores, label!) < topK) inTopK += 1;
      ranking.add(scores, label!);
      calibration.add(softmax(scores)[predicted]!, predicted === label);
      const known = reject && scoreBy(reject, scores, similarities?.[i]);
      if (known !== undefined) rejecting?.add(known, predicted === label);
      count += 1;
    }
  }

  function result(): Metrics {
    const cells = confusion.flatMap((row, label) =>
      [...row].sort(([a], [b]) => a - b).map(([predicted, n]): ConfusionCell => [label, predicted, n]),
    );
    const { perClass, predicted, correct } = classMetrics(cells, classes);
    // As scikit-learn takes it: the classes that occur among labels or predictions.
    const present = perClass.filter((c, i) => c.support > 0 || predicted[i]! > 0);
    const rejection = rejecting?.result();
    const details: ClassificationDetails = {
      task: 'classification',
      classes: perClass,
      confusion: cells,
      reliability: calibration.bins(),
      ...(rejection && { rejection: rejection.rejection }),
      ...(rejection?.scores && { knownScores: rejection.scores }),
    };
    return {
      count,
      loss: loss / count,
      scores: definedScores({
        accuracy: correct / count,
        macro_f1: present.reduce((sum, c) => sum + c.f1, 0) / present.length,
        roc_auc: ranking.rocAuc(),
        [`top_${Math.min(topK, classes)}`]: inTopK / count,
        ece: calibration.error(),
        rejected: rejection?.rejected ?? null,
        kept_accuracy: rejection?.keptAccuracy ?? null,
      }),
      details,
    };
  }

  return { add, result };
}

/** Probabilities of one row of logits. */
export function softmax(scores: ArrayLike<number>): number[] {
  const row = Array.from(scores);
  const max = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = row.map((score) => Math.exp(score - max));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The highest score's index; the first of equals. */
export function argmax(scores: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
  return best;
}

/** How many classes stand before the label; among equals the lower index does. NaN never counts as a hit. */
export function rankOf(scores: ArrayLike<number>, label: number): number {
  const own = scores[label]!;
  let rank = Number.isNaN(own) ? scores.length : 0;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! > own || (scores[i]! === own && i < label)) rank += 1;
  }
  return rank;
}

function classMetrics(cells: readonly ConfusionCell[], classes: number) {
  const [support, predicted, hits] = [0, 1, 2].map(() => new Array<number>(classes).fill(0));
  for (const [label, answer, n] of cells) {
    support![label]! += n;
    predicted![answer]! += n;
    if (label === answer) hits![label]! += n;
  }
  const perClass = hits!.map(
    (hit, i): ClassMetrics => ({
      precision: ratio(hit, predicted![i]!),
      recall: ratio(hit, support![i]!),
      f1: ratio(2 * hit, predicted![i]! + support![i]!),
      support: support![i]!,
    }),
  );
  return { perClass, predicted: predicted!, correct: hits!.reduce((sum, n) => sum + n, 0) };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
