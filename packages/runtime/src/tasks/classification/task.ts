/** One of the classes for each example. */

import { percent } from '@tlp/language/quantities.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import { type ClassificationDetails, classification } from '@tlp/language/tasks/classification.js';
import { balancedOrder, classWeights } from '../../data/balance.js';
import { noSettings } from '../settings.js';
import type { AnswerView, Task, TaskOptions } from '../task.js';
import { classificationLoss } from './loss.js';
import { argmax, createMetrics, softmax } from './metrics.js';
import { oneHot } from './targets.js';

export interface ClassAnswer {
  /** Index of the likeliest class. */
  readonly predicted: number;
  /** In label order; they sum to 1. */
  readonly probabilities: readonly number[];
}

export function createClassification({ outputs, topK, loss }: TaskOptions): Task<ClassAnswer> {
  const classes = outputs.length;
  const { add, ofRow } = classificationLoss(loss);
  const task: Task<ClassAnswer> = {
    definition: classification,
    outputs,
    settings: noSettings,
    settle: () => task,
    addLoss: add,
    feedTargets: (targets, smoothing) => oneHot(targets, classes, smoothing),
    // The loss of the even distribution is the same against every target, smoothed or not.
    guess: () => ({
      loss: ofRow(new Float32Array(classes), [0]),
      words: `guessing among ${classes} classes`,
    }),
    balance(targets, balance) {
      const weights =
        balance === 'class_weights'
          ? classWeights(
              targets.map(([label]) => label!),
              classes,
            )
          : null;
      return {
        addLoss: add,
        weight: ([label]) => weights?.[label!] ?? 1,
        order: balance === 'sampling' ? (...keys) => balancedOrder(targets, ...keys) : null,
      };
    },
    link: 'softmax',
    metrics: () => createMetrics(classes, topK, ofRow),
    training: {
      score: 'accuracy',
      sum: (logits, targets) => targets.filter(([label], i) => argmax(logits[i]!) === label).length,
    },
    answer: (logits) => ({ predicted: argmax(logits), probabilities: softmax(logits) }),
    view: viewOf(outputs),
    table: (metrics) => ({
      columns: ['class', 'F1', 'precision', 'recall', 'examples'],
      rows: detailsOf<ClassificationDetails>(metrics, 'classification').classes.map((one, i) => [
        outputs[i]!,
        ...[one.f1, one.precision, one.recall].map(percent),
        String(one.support),
      ]),
    }),
  };
  return task;
}

const viewOf = (classes: readonly string[]): AnswerView<ClassAnswer> => ({
  columns: ['class', 'probability', ...classes],
  rows: ({ predicted, probabilities }) => [
    [classes[predicted]!, probabilities[predicted]!, ...probabilities],
  ],
  json: ({ predicted, probabilities }) => ({
    class: classes[predicted],
    probability: probabilities[predicted],
    probabilities: Object.fromEntries(classes.map((name, i) => [name, probabilities[i]])),
  }),
  text({ probabilities }, top) {
    const [first, ...rest] = probabilities
      .map((probability, i) => ({ name: classes[i]!, probability }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, Math.max(1, top))
      .map(({ name, probability }) => `${name} ${percent(probability)}`);
    return { first: first!, rest };
  },
});
