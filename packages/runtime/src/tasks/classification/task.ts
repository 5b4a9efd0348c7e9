/** One of the classes for each example. */

import { percent } from '@tlp/language/quantities.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import { type ClassificationDetails, classification } from '@tlp/language/tasks/classification.js';
import { balancedOrder, classWeights } from '../../data/balance.js';
import { noSettings } from '../settings.js';
import type { Task, TaskOptions } from '../task.js';
import { classificationLoss } from './loss.js';
import { argmax, createMetrics, softmax } from './metrics.js';
import { scoreBy } from './rejection.js';
import { oneHot } from './targets.js';
import { type ClassAnswer, viewOf } from './view.js';

export function createClassification(options: TaskOptions): Task<ClassAnswer> {
  const { outputs, topK, loss, asked, settings = noSettings } = options;
  const classes = outputs.length;
  const { add, ofRow } = classificationLoss(loss);
  const reject = settings.rejection ?? asked?.reject;
  const task: Task<ClassAnswer> = {
    definition: classification,
    outputs,
    settings,
    settle(validation) {
      const { rejection } = detailsOf<ClassificationDetails>(validation, 'classification');
      return rejection && !settings.rejection
        ? createClassification({ ...options, settings: { ...settings, rejection } })
        : task;
    },
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
    metrics: () => createMetrics(classes, topK, ofRow, reject),
    training: {
      score: 'accuracy',
      sum: (logits, targets) => targets.filter(([label], i) => argmax(logits[i]!) === label).length,
    },
    answer(logits, _, similarity) {
      const score = reject && scoreBy(reject, logits, similarity);
      return {
        predicted: argmax(logits),
        probabilities: softmax(logits),
        ...(score !== undefined && { score }),
      };
    },
    view: viewOf(outputs, settings.rejection),
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
