import type { ClassMetrics } from '@tlp/language/tasks/classification.js';
import type { Html } from '../../report/html.js';
import { rateTable } from '../../report/rate-table.js';

/** Precision, recall and F1 of every class, the weakest first; a click on a title sorts. */
export function classTable(perClass: readonly ClassMetrics[], classes: readonly string[]): Html {
  const rows = perClass.map((metrics, i) => ({ name: classes[i] ?? '', ...metrics }));
  return rateTable(rows, {
    title: 'Per class',
    note: `Precision: the share of examples predicted as the class that belong to it. Recall: the share of examples of the class that
      were found. F1 is the harmonic mean of both.`,
    name: 'class',
    many: 'examples',
  });
}
