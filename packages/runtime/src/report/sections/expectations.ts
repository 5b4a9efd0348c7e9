import { boundText, valueText } from '@tlp/language/run/expectations.js';
import type { ReportData } from '../data.js';
import { type Html, html, scrolling } from '../html.js';

/** What the pipeline expects, each met or missed. */
export function expectations({
  expectations: all = [],
}: Partial<Pick<ReportData, 'expectations'>>): Html | null {
  if (all.length === 0) return null;
  const missed = all.filter(({ met }) => !met).length;
  return html`<section${missed > 0 ? html` class="warn"` : null}>
    <h2>What was expected</h2>
    <p class="note">${missed === 0 ? 'All of it is met.' : `${missed} of ${all.length} ${missed === 1 ? 'is' : 'are'} missed.`}</p>
    ${scrolling(html`<table>
      <thead><tr><th scope="col">expected</th><th scope="col" class="num">bound</th><th scope="col" class="num">measured</th><th scope="col"></th></tr></thead>
      <tbody>${all.map(
        (one) => html`<tr><td><code>${one.name}</code></td><td class="num">${one.sign} ${boundText(one)}</td>
        <td class="num">${valueText(one)}</td><td><b style="color: var(--${one.met ? 'green' : 'red'})">${one.met ? 'met' : 'missed'}</b></td></tr>`,
      )}</tbody>
    </table>`)}
  </section>`;
}
