/** How good a multi-label classifier is, from its logits, batch by batch. */

import type { Metrics } from '@tlp/language/run/metrics.js';
import type { MultiLabelDetails } from '@tlp/language/tasks/multi-label.js';
import type { Target } from '../../data/types.js';
import { definedScores, meanOf } from '../mean.js';
import { createScoreTable } from '../ranking/score-table.js';
import type { RowLoss } from '../row-losses.js';
import type { MetricsAccumulator } from '../task.js';
import { chosenDecisions, givenDecisions } from './decisions.js';
import { labelMetrics, ratio } from './label-metrics.js';

export interface MultiLabelMetricsOptions {
  readonly labels: number;
  readonly loss: RowLoss;
  /**
   * By label, the probability from which it is predicted. Where this is null, each label gets the threshold with the
   * highest F1 on the examples themselves.
   */
  readonly thresholds: readonly number[] | null;
}

/** What is not defined, because no example has a label or all have it, is left out of the means. */
export function createMultiLabelMetrics(options: MultiLabelMetricsOptions): MetricsAccumulator {
  const { labels, thresholds } = options;
  const table = createScoreTable(labels);
  const decisions = thresholds ? givenDecisions(thresholds) : chosenDecisions(labels);
  const support = new Array<number>(labels).fill(0);
  let count = 0;
  let loss = 0;

  function add(logits: readonly Float32Array[], targets: readonly Target[]): void {
    for (const [i, target] of targets.entries()) {
      const row = logits[i]!;
      loss += options.loss(row, target);
      table.add(row, target);
      decisions.add(row, target);
      for (const label of target) support[label]! += 1;
      count += 1;
    }
  }

  function result(): Metrics {
    const judged = support.map((examples, label) => {
      const ranked = table.of(label);
      const cut = decisions.cutOf(label, ranked);
      return { cut, examples, metrics: labelMetrics(cut, examples, ranked) };
    });
    const perLabel = judged.map(({ metrics }) => metrics);
    const sum = (of: (label: (typeof judged)[number]) => number) =>
      judged.reduce((total, label) => total + of(label), 0);
    const details: MultiLabelDetails = { task: 'multi_label', labels: perLabel };
    return {
      count,
      loss: loss / count,
      scores: definedScores({
        micro_f1: ratio(
          2 * sum(({ cut }) => cut.hits),
          sum(({ cut, examples }) => cut.predicted + examples),
        ),
        // A label that is neither there nor predicted has no F1.
        macro_f1: meanOf(
          judged.map(({ cut, examples, metrics }) => (cut.predicted + examples === 0 ? null : metrics.f1)),
        ),
        mean_average_precision: meanOf(perLabel.map((label) => label.averagePrecision)),
        roc_auc: meanOf(perLabel.map((label) => label.rocAuc)),
        exact_match: decisions.exactMatch(perLabel.map(({ threshold }) => threshold)),
      }),
      details,
    };
  }

  return { add, result };
}
