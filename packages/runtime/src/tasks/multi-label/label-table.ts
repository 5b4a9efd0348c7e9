import { percent } from '@tlp/language/quantities.js';
import type { LabelMetrics } from '@tlp/language/tasks/multi-label.js';
import { type Html, html, scrolling } from '../../report/html.js';
import { meter } from '../../report/meter.js';

/** The metrics of every label, the weakest first; a click on a title sorts. */
export function labelTable(perLabel: readonly LabelMetrics[], labels: readonly string[], of: string): Html {
  const rows = perLabel
    .map((metrics, i) => ({ name: labels[i] ?? '', ...metrics }))
    .sort((a, b) => a.f1 - b.f1);
  return html`<section>
    <h2>Per label</h2>
    <p class="note">${of} A label is predicted where its probability reaches the threshold. Precision: the share of those that have the label.
      Recall: the share of the examples with the label that were found. F1 is the harmonic mean of both. Average precision and ROC AUC judge
      the order of the examples, whatever the threshold.</p>
    ${scrolling(html`<table class="sortable">
      <thead><tr><th><button>label</button></th><th><button>F1</button></th><th><button>precision</button></th>
        <th><button>recall</button></th><th><button>average precision</button></th><th><button>ROC AUC</button></th>
        <th class="num"><button>threshold</button></th><th class="num"><button>examples</button></th></tr></thead>
      <tbody>${rows.map(
        (
          row,
        ) => html`<tr><td>${row.name}</td>${[row.f1, row.precision, row.recall, row.averagePrecision, row.rocAuc].map(meter)}
          <td class="num" data-key="${row.threshold}">${percent(row.threshold)}</td>
          <td class="num" data-key="${row.support}">${row.support}</td></tr>`,
      )}</tbody>
    </table>`)}
  </section>`;
}
