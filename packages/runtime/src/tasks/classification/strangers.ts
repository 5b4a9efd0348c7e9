/** How well examples that are of no known class are told from the others, where somebody has some. */
import { scoreText } from '@tlp/language/schema/known/scores.js';
import type { Rejection } from '@tlp/language/tasks/classification.js';
import { rocAuc } from '../ranking/curve-areas.js';
import { createScoreTable } from '../ranking/score-table.js';
import { isRejected } from './rejection.js';

export interface Strangers {
  /** The score, as the language writes it. */
  readonly by: string;
  readonly count: number;
  /** Share of them that is rejected. */
  readonly rejected: number;
  /** How often a known example scores higher than one of them: the area under the ROC curve; null where there is no known one, or a score is NaN. */
  readonly auroc: number | null;
}

export interface StrangersAccumulator {
  add(score: number, isKnown: boolean): void;
  /** Null where no example is of no known class. */
  result(): Strangers | null;
}

export function createStrangers(rejection: Rejection): StrangersAccumulator {
  const table = createScoreTable(1);
  let [count, rejected] = [0, 0];
  return {
    add(score, isKnown) {
      table.add([score], isKnown ? [0] : []);
      if (isKnown) return;
      count += 1;
      if (isRejected(score, rejection)) rejected += 1;
    },
    result() {
      if (count === 0) return null;
      const ranked = table.of(0);
      return {
        by: scoreText(rejection.by),
        count,
        rejected: rejected / count,
        auroc: ranked && rocAuc(ranked),
      };
    },
  };
}
