import { percent } from '@tlp/language/quantities.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails } from '@tlp/language/tasks/classification.js';
import { labelsText } from '../labels-text.js';
import type { TaskReport } from '../report.js';
import { classTable } from './class-table.js';
import { confusion } from './confusion.js';
import { joinedConfusion } from './joined.js';
import { knownScores } from './known-scores.js';
import { isRejected } from './rejection.js';
import { reliability } from './reliability.js';
import { type ClassAnswer, probabilitiesOf } from './view.js';

export const classificationReport: TaskReport = {
  sections(metrics, classes, of) {
    const details = detailsOf<ClassificationDetails>(metrics, 'classification');
    return [
      confusion(details, classes, of, { opens: true }),
      reliability(details, metrics.scores.ece),
      knownScores(details, metrics.scores, of),
      classTable(details.classes, classes),
    ];
  },
  together: (all, classes, of) => [confusion(joinedConfusion(all), classes, of, { opens: false })],
  right: labelsText,
  classProbabilities: probabilitiesOf,
  // Label errors, hard cases and blind spots show first where the model was sure and wrong.
  mistakes: {
    title: 'Most confident mistakes',
    noun: 'mistakes',
    note: 'The most confident ones come first. Look here for wrong labels and for what the training examples lack.',
    of({ target: [label], answer }, classes, metrics) {
      const { predicted, probabilities, score = Number.NaN } = answer as ClassAnswer;
      if (predicted === label) return null;
      const { rejection } = detailsOf<ClassificationDetails>(metrics, 'classification');
      const rejected = rejection && isRejected(score, rejection) ? ', rejected' : '';
      const said = (index: number, more = '') => ({
        what: classes[index]!,
        note: `${percent(probabilities[index]!)}${more}`,
      });
      const cell = [label!, predicted] as const;
      return { rank: probabilities[predicted]!, said: said(predicted, rejected), right: said(label!), cell };
    },
  },
};
