import type { ClassMetrics } from '@tlp/language/tasks/classification.js';
import { type Html, html } from '../../report/html.js';
import { meter } from '../../report/meter.js';

/** Precision, recall and F1 of every class, the weakest first; a click on a title sorts. */
export function classTable(perClass: readonly ClassMetrics[], classes: readonly string[]): Html {
  const rows = perClass
    .map((metrics, i) => ({ name: classes[i] ?? '', ...metrics }))
    .sort((a, b) => a.f1 - b.f1);
  return html`<section>
    <h2>Per class</h2>
    <p class="note">Precision: the share of examples predicted as the class that belong to it. Recall: the share of examples of the class that
      were found. F1 is the harmonic mean of both.</p>
    <div class="scroll"><table class="sortable">
      <thead><tr><th><button>class</button></th><th><button>F1</button></th><th><button>precision</button></th>
        <th><button>recall</button></th><th class="num"><button>examples</button></th></tr></thead>
      <tbody>${rows.map(
        (row) => html`<tr><td>${row.name}</td>${[row.f1, row.precision, row.recall].map(meter)}
          <td class="num" data-key="${row.support}">${row.support}</td></tr>`,
      )}</tbody>
    </table></div>
  </section>`;
}
