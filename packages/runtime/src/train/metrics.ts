/** What a classifier's logits are worth: accumulated batch by batch, so memory grows neither with the data nor with classes². */
import type { Monitor } from '@tlp/language/resolve/pipeline.js';
import type { ClassMetrics, ConfusionCell, Metrics, MetricsSummary } from '@tlp/language/run/metrics.js';

export interface MetricsAccumulator {
  /** Adds a batch: `logits` `[N, classes]` row-major, `labels` `[N]`. */
  add(logits: Float32Array, labels: ArrayLike<number>): void;
  result(): Metrics;
}

export function createMetrics(classes: number, topK: number): MetricsAccumulator {
  const confusion = Array.from({ length: classes }, () => new Map<number, number>());
  let count = 0;
  let loss = 0;
  let inTopK = 0;

  function add(logits: Float32Array, labels: ArrayLike<number>): void {
    for (let i = 0; i < labels.length; i++) {
      const scores = logits.subarray(i * classes, (i + 1) * classes);
      const label = labels[i]!;
      loss += crossEntropy(scores, label);
      const row = confusion[label]!;
      const predicted = argmax(scores);
      row.set(predicted, (row.get(predicted) ?? 0) + 1);
      if (rankOf(scores, label) < topK) inTopK += 1;
      count += 1;
    }
  }

  function result(): Metrics {
    const cells = confusion.flatMap((row, label) =>
      [...row].sort(([a], [b]) => a - b).map(([predicted, n]): ConfusionCell => [label, predicted, n]),
    );
    const { perClass, predicted, correct } = classMetrics(cells, classes);
    const present = perClass.filter((c, i) => c.support > 0 || predicted[i]! > 0);
    return {
      count,
      loss: loss / count,
      accuracy: correct / count,
      topK: { k: Math.min(topK, classes), accuracy: inTopK / count },
      macroF1: present.reduce((sum, c) => sum + c.f1, 0) / present.length,
      classes: perClass,
      confusion: cells,
    };
  }

  return { add, result };
}

/** `-log softmax(scores)[label]`, by the log-sum-exp that does not overflow. */
export function crossEntropy(scores: Float32Array, label: number): number {
  let max = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (!(score <= max)) max = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - max);
  return Math.log(sum) + max - scores[label]!;
}

/** Probabilities of one row of logits. */
export function softmax(scores: Float32Array): number[] {
  const max = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = Array.from(scores, (score) => Math.exp(score - max));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The highest score's index; the first of equals. */
export function argmax(scores: Float32Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
  return best;
}

/** How many classes stand before the label; among equals the lower index does. NaN never counts as a hit. */
function rankOf(scores: Float32Array, label: number): number {
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

export const summary = ({ count, loss, accuracy, topK, macroF1 }: Metrics): MetricsSummary => ({
  count,
  loss,
  accuracy,
  topK,
  macroF1,
});

/** The monitored number, turned so that higher is better. */
export function score(metrics: MetricsSummary, monitor: Monitor): number {
  switch (monitor) {
    case 'loss':
      return -metrics.loss;
    case 'accuracy':
      return metrics.accuracy;
    case 'macro_f1':
      return metrics.macroF1;
  }
}
