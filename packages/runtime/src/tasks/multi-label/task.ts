/** Any number of the classes for each example. */

import { percent } from '@tlp/language/quantities.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import { type LabelMetrics, type MultiLabelDetails, multiLabel } from '@tlp/language/tasks/multi-label.js';
import { balancedOrder } from '../../data/balance.js';
import type { Target } from '../../data/types.js';
import { noSettings } from '../settings.js';
import type { Guess, Task, TaskOptions } from '../task.js';
import { decide, evenThreshold, sameLabels, sigmoid } from './decide.js';
import { multiLabelLoss } from './loss.js';
import { createMultiLabelMetrics } from './metrics.js';
import { labelRates, multiHot, positiveWeights } from './targets.js';
import { type LabelAnswer, viewOf } from './view.js';

export function createMultiLabel(options: TaskOptions): Task<LabelAnswer> {
  const { outputs, loss, settings = noSettings } = options;
  const labels = outputs.length;
  const { add, ofRow } = multiLabelLoss(loss);
  const even = outputs.map(() => evenThreshold);

  // The best that can be said of every example alike is how often each label occurs.
  function guess(targets: readonly Target[]): Guess {
    const logits = labelRates(targets, labels).map(logitOf);
    const total = targets.reduce((sum, target) => sum + ofRow(logits, target), 0);
    return { loss: total / targets.length, words: 'guessing each label as often as it occurs' };
  }

  return {
    definition: multiLabel,
    outputs,
    settings,
    settle(validation) {
      const { labels: perLabel } = detailsOf<MultiLabelDetails>(validation, 'multi_label');
      const thresholds = perLabel.map(({ threshold }) => threshold);
      return createMultiLabel({ ...options, settings: { ...settings, thresholds } });
    },
    addLoss: add,
    feedTargets: (targets, smoothing) => multiHot(targets, labels, smoothing),
    guess,
    balance(targets, balance) {
      const weights = balance === 'class_weights' ? positiveWeights(targets, labels) : null;
      return {
        addLoss: weights ? multiLabelLoss(loss, weights).add : add,
        weight: () => 1,
        ...(weights && { positiveWeights: weights }),
        order: balance === 'sampling' ? (...keys) => balancedOrder(targets, ...keys) : null,
      };
    },
    link: 'sigmoid',
    metrics: () => createMultiLabelMetrics({ labels, loss: ofRow, thresholds: settings.thresholds }),
    training: {
      score: 'exact_match',
      sum: (logits, targets) =>
        targets.filter((target, i) => sameLabels(decide(logits[i]!, even), target)).length,
    },
    answer: (logits) => ({ probabilities: Array.from(logits, sigmoid) }),
    view: viewOf(outputs, settings.thresholds ?? even),
    table: (metrics) => ({
      columns: [
        'label',
        'F1',
        'precision',
        'recall',
        'average precision',
        'ROC AUC',
        'threshold',
        'examples',
      ],
      rows: detailsOf<MultiLabelDetails>(metrics, 'multi_label').labels.map((one, i) => [
        outputs[i]!,
        ...labelCells(one),
      ]),
    }),
  };
}

/** Of a share that is not quite 0 or 1, so that a label that never occurs costs nothing infinite. */
function logitOf(rate: number): number {
  const inside = Math.min(Math.max(rate, 1e-7), 1 - 1e-7);
  return Math.log(inside / (1 - inside));
}

const labelCells = (one: LabelMetrics): string[] => [
  ...[one.f1, one.precision, one.recall].map(percent),
  ...[one.averagePrecision, one.rocAuc].map((share) => (share === null ? '–' : percent(share))),
  percent(one.threshold),
  String(one.support),
];
