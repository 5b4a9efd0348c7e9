/** What a classifier says of an example, and how people and programs read it. */
import { percent } from '@tlp/language/quantities.js';
import { isRecord } from '@tlp/language/record.js';
import { scoreText } from '@tlp/language/schema/known/scores.js';
import type { Rejection } from '@tlp/language/tasks/classification.js';
import { decimalText } from '@tlp/language/tasks/metric.js';
import type { AnswerView } from '../task.js';
import { isRejected } from './rejection.js';

export interface ClassAnswer {
  /** Index of the likeliest class. */
  readonly predicted: number;
  /** In label order; they sum to 1. */
  readonly probabilities: readonly number[];
  /** How much the example is like those of known classes; absent where nothing is rejected. */
  readonly score?: number;
}

/** Of an answer as a run keeps it; null where it holds none. */
export function probabilitiesOf(answer: unknown): readonly number[] | null {
  if (!isRecord(answer) || !Array.isArray(answer.probabilities)) return null;
  return answer.probabilities.map(Number);
}

/** @param rejection absent where each example is given a class */
export function viewOf(classes: readonly string[], rejection?: Rejection): AnswerView<ClassAnswer> {
  const said = ({ predicted, score = Number.NaN }: ClassAnswer): string =>
    rejection && isRejected(score, rejection) ? rejection.name : classes[predicted]!;
  return {
    columns: ['class', 'probability', ...(rejection ? ['score'] : []), ...classes],
    rows(answer) {
      const { predicted, probabilities, score } = answer;
      const scored = rejection ? [score ?? Number.NaN] : [];
      return [[said(answer), probabilities[predicted]!, ...scored, ...probabilities]];
    },
    json(answer) {
      const { predicted, probabilities, score } = answer;
      return {
        class: said(answer),
        probability: probabilities[predicted],
        ...(rejection && {
          score,
          by: scoreText(rejection.by),
          threshold: rejection.threshold,
          likeliest: classes[predicted],
        }),
        probabilities: Object.fromEntries(classes.map((name, i) => [name, probabilities[i]])),
      };
    },
    text(answer, top) {
      const { probabilities, score = Number.NaN } = answer;
      const likeliest = probabilities
        .map((probability, i) => ({ name: classes[i]!, probability }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, Math.max(1, top))
        .map(({ name, probability }) => `${name} ${percent(probability)}`);
      if (rejection && isRejected(score, rejection)) {
        const [own, least] = [score, rejection.threshold].map((value) => decimalText(value));
        const what = rejection.by ? 'similarity' : 'score';
        return { first: rejection.name, rest: [`${what} ${own} below ${least}`, ...likeliest] };
      }
      const [first, ...rest] = likeliest;
      return { first: first!, rest };
    },
  };
}
