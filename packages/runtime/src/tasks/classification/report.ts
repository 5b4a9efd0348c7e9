import { percent } from '@tlp/language/quantities.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails } from '@tlp/language/tasks/classification.js';
import type { TaskReport } from '../report.js';
import { classTable } from './class-table.js';
import { confusion } from './confusion.js';
import { reliability } from './reliability.js';
import type { ClassAnswer } from './task.js';

export const classificationReport: TaskReport = {
  sections(metrics, classes, of) {
    const details = detailsOf<ClassificationDetails>(metrics, 'classification');
    return [
      confusion(details, classes, of),
      reliability(details, metrics.scores.ece),
      classTable(details.classes, classes),
    ];
  },
  // Label errors, hard cases and blind spots show first where the model was sure and wrong.
  mistakes: {
    title: 'Most confident mistakes',
    noun: 'mistakes',
    note: 'The most confident ones come first. Look here for wrong labels and for what the training examples lack.',
    of({ target: [label], answer }, classes) {
      const { predicted, probabilities } = answer as ClassAnswer;
      if (predicted === label) return null;
      const said = (index: number) => ({ what: classes[index]!, note: percent(probabilities[index]!) });
      const cell = [label!, predicted] as const;
      return { rank: probabilities[predicted]!, said: said(predicted), right: said(label!), cell };
    },
  },
};
