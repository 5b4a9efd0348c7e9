/** What several evaluations of one task say together, of examples that each was made on once. */
import { detailsOf, type Metrics } from '@tlp/language/run/metrics.js';
import type { ClassificationDetails, ConfusionCell } from '@tlp/language/tasks/classification.js';
import type { Confused } from './confusion.js';

/** The confusion matrix of all of them. */
export function joinedConfusion(all: readonly Metrics[]): Confused {
  const details = all.map((metrics) => detailsOf<ClassificationDetails>(metrics, 'classification'));
  const cells = new Map<string, ConfusionCell>();
  for (const [label, predicted, examples] of details.flatMap(({ confusion }) => confusion)) {
    const key = `${label} ${predicted}`;
    cells.set(key, [label, predicted, (cells.get(key)?.[2] ?? 0) + examples]);
  }
  const confusion = [...cells.values()].sort(([a, b], [c, d]) => a - c || b - d);
  const classes = (details[0]?.classes ?? []).map((_, label) => ({
    support: details.reduce((sum, { classes }) => sum + classes[label]!.support, 0),
  }));
  return { confusion, classes };
}
