import { percent } from '@tlp/language/quantities.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import type { MultiLabelDetails } from '@tlp/language/tasks/multi-label.js';
import { labelsText } from '../labels-text.js';
import type { TaskReport } from '../report.js';
import { sameLabels } from './decide.js';
import { labelTable } from './label-table.js';
import { type LabelAnswer, labelsOf } from './view.js';

export const multiLabelReport: TaskReport = {
  sections(metrics, labels, of) {
    return [labelTable(detailsOf<MultiLabelDetails>(metrics, 'multi_label').labels, labels, of)];
  },
  right: labelsText,
  mistakes: {
    title: 'Most confident mistakes',
    noun: 'examples with a wrong label',
    note: 'Those come first whose probability is farthest from right. Look here for labels that were forgotten, and for what the training examples lack.',
    of({ target, answer }, labels, metrics) {
      const thresholds = detailsOf<MultiLabelDetails>(metrics, 'multi_label').labels.map(
        (one) => one.threshold,
      );
      const { probabilities } = answer as LabelAnswer;
      const said = labelsOf(answer as LabelAnswer, thresholds);
      if (sameLabels(said, target)) return null;
      const wrong = labels.flatMap((name, i) => {
        if (said.includes(i) === target.includes(i)) return [];
        return [
          {
            name,
            probability: probabilities[i]!,
            off: Math.abs(probabilities[i]! - Number(target.includes(i))),
          },
        ];
      });
      const worst = wrong.reduce((a, b) => (b.off > a.off ? b : a));
      const names = (indices: readonly number[]) => indices.map((i) => labels[i]!).join(', ') || 'no label';
      return {
        rank: worst.off,
        said: { what: names(said), note: `(${worst.name} ${percent(worst.probability)})` },
        right: { what: names(target), note: '' },
      };
    },
  },
};
