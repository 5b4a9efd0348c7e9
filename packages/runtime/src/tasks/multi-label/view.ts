/** What a multi-label classifier says of an example, for people and programs. */
import { percent } from '@tlp/language/quantities.js';
import type { AnswerView } from '../task.js';

export interface LabelAnswer {
  /** Of each label, apart from the others. */
  readonly probabilities: readonly number[];
}

/** Between the labels of a cell; the one that `tags` expects in a table. */
const separator = '|';

/** Indices of the labels that are predicted, ascending. */
export const labelsOf = ({ probabilities }: LabelAnswer, thresholds: readonly number[]): number[] =>
  [...probabilities.keys()].filter((i) => probabilities[i]! >= thresholds[i]!);

export const viewOf = (
  labels: readonly string[],
  thresholds: readonly number[],
): AnswerView<LabelAnswer> => ({
  columns: ['labels', ...labels],
  rows: (answer) => {
    const own = labelsOf(answer, thresholds).map((i) => labels[i]!);
    return [[own.join(separator), ...answer.probabilities]];
  },
  json: (answer) => ({
    labels: labelsOf(answer, thresholds).map((i) => labels[i]!),
    probabilities: Object.fromEntries(labels.map((name, i) => [name, answer.probabilities[i]])),
  }),
  text(answer, top) {
    const { probabilities } = answer;
    const own = labelsOf(answer, thresholds);
    const told = (indices: readonly number[]) =>
      [...indices]
        .sort((a, b) => probabilities[b]! - probabilities[a]!)
        .map((i) => `${labels[i]!} ${percent(probabilities[i]!)}`);
    const others = [...probabilities.keys()].filter((i) => !own.includes(i));
    return {
      first: own.length === 0 ? 'no label' : told(own).join(', '),
      rest: told(others).slice(0, Math.max(0, top - own.length)),
    };
  },
});
