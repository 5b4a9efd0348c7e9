import { detailsOf } from '@tlp/language/run/metrics.js';
import { decimalText } from '@tlp/language/tasks/metric.js';
import type { RegressionDetails } from '@tlp/language/tasks/regression.js';
import type { TaskReport } from '../report.js';
import { gridCharts } from './grid-chart.js';
import { targetTable } from './target-table.js';
import type { NumberAnswer } from './view.js';

export const regressionReport: TaskReport = {
  sections(metrics, targets, of) {
    const { targets: perTarget, intervals } = detailsOf<RegressionDetails>(metrics, 'regression');
    return [
      gridCharts(perTarget, targets, of, intervals),
      targets.length > 1 || intervals ? targetTable(perTarget, targets) : null,
    ];
  },
  // Errors of targets of different units are compared by the usual error of each.
  right: (target) => target.map(decimalText).join(', '),
  mistakes: {
    title: 'Largest errors',
    noun: 'predictions',
    note: 'The largest errors come first. Look here for wrong numbers and for what the training examples lack.',
    of({ target, answer }, targets, metrics) {
      const { targets: perTarget } = detailsOf<RegressionDetails>(metrics, 'regression');
      const { values } = answer as NumberAnswer;
      const errors = values.map((value, i) => Math.abs(value - target[i]!) / (perTarget[i]!.rmse || 1));
      const worst = errors.reduce((at, error, i) => (error > errors[at]! ? i : at), 0);
      if (errors[worst] === 0) return null;
      const note = targets.length > 1 ? targets[worst]! : '';
      return {
        rank: errors[worst]!,
        said: { what: decimalText(values[worst]!), note },
        right: { what: decimalText(target[worst]!), note: '' },
      };
    },
  },
};
