/** How well a classifier's probabilities rank the examples of each class above the others. */
import { logSoftmaxOf } from '../log-softmax.js';
import { rocAuc } from '../ranking/curve-areas.js';
import { createScoreTable } from '../ranking/score-table.js';

export interface OneVsRest {
  /** Adds an example: its row of logits `[classes]` and its class. */
  add(logits: Float32Array, label: number): void;
  /**
   * Mean over the classes of the area under the ROC curve, each class against the rest, by the probability of the
   * class; of two classes, that of the second. Classes that no example or every example has are left out. Null
   * where none is left, or where there are more than 4,096. As scikit-learn's `roc_auc_score(multi_class='ovr')`.
   */
  rocAuc(): number | null;
}

/** Of more, the counts would take hundreds of megabytes. */
const mostClasses = 4096;

export function createOneVsRest(classes: number): OneVsRest {
  if (classes > mostClasses) return { add: () => {}, rocAuc: () => null };
  const binary = classes === 2;
  const table = createScoreTable(binary ? 1 : classes);
  const scores = new Float64Array(classes);
  const [ranked, positive] = binary ? [scores.subarray(1), [[], [0]]] : [scores, null];

  function add(logits: Float32Array, label: number): void {
    // Logarithms rank as the probabilities do, and keep the small ones apart.
    const log = logSoftmaxOf(logits);
    for (let i = 0; i < classes; i++) scores[i] = log(logits[i]!);
    table.add(ranked, positive ? positive[label]! : [label]);
  }

  function mean(): number | null {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < ranked.length; i++) {
      const scoresOfClass = table.of(i);
      const area = scoresOfClass && rocAuc(scoresOfClass);
      if (area === null) continue;
      sum += area;
      count += 1;
    }
    return count === 0 ? null : sum / count;
  }

  return { add, rocAuc: mean };
}
