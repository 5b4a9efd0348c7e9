import { type Html, html, scrolling } from './html.js';
import { meter } from './meter.js';

export interface RateRow {
  readonly name: string;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** How many there are. */
  readonly support: number;
}

interface RateTable {
  readonly title: string;
  readonly note: string;
  /** Titles of the columns of the names and of how many there are. */
  readonly name: string;
  readonly many: string;
}

/** Precision, recall and F1 of every row, the weakest first; a click on a title sorts. */
export function rateTable(rows: readonly RateRow[], { title, note, name, many }: RateTable): Html {
  const sorted = [...rows].sort((a, b) => a.f1 - b.f1);
  return html`<section>
    <h2>${title}</h2>
    <p class="note">${note}</p>
    ${scrolling(html`<table class="sortable">
      <thead><tr><th><button>${name}</button></th><th><button>F1</button></th><th><button>precision</button></th>
        <th><button>recall</button></th><th class="num"><button>${many}</button></th></tr></thead>
      <tbody>${sorted.map(
        (row) => html`<tr><td>${row.name}</td>${[row.f1, row.precision, row.recall].map(meter)}
          <td class="num" data-key="${row.support}">${row.support}</td></tr>`,
      )}</tbody>
    </table>`)}
  </section>`;
}
