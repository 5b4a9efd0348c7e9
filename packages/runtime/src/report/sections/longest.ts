/** The longest texts, what of them is cut, and whether what was said of them is right. */
import type { Noun } from '@tlp/language/modalities/noun.js';
import { count, percent } from '@tlp/language/quantities.js';
import type { Mistake } from '../../tasks/report.js';
import { type Html, html, scrolling } from '../html.js';
import type { Longest } from '../longest.js';

/** @param of the split, `test` */
export function longest(found: Longest, of: string, { many }: Noun): Html {
  if ('failed' in found) {
    return html`<section><h2>The longest ${many}</h2><p class="note">They could not be counted: ${found.failed}</p></section>`;
  }
  const { input, examples } = found;
  const cut = examples.filter(({ tokens, read }) => read < tokens).length;
  return html`<section>
    <h2>The longest ${many}</h2>
    <p class="note">Of the ${of} split, in tokens. The network reads ${count(input)} at once; ${
      cut === 0 ? 'nothing is cut of these' : 'what is cut could not help it'
    }.</p>
    ${scrolling(html`<table>
      <thead><tr><th class="num">tokens</th><th class="num">cut</th><th>text</th><th>said</th></tr></thead>
      <tbody>${examples.map(
        ({ id, tokens, read, start, mistake }) =>
          html`<tr title="${id}"><td class="num">${count(tokens)}</td><td class="num">${
            read < tokens ? percent(1 - read / tokens) : 'nothing'
          }</td><td>${start}</td><td>${saidOf(mistake)}</td></tr>`,
      )}</tbody></table>`)}
  </section>`;
}

function saidOf(mistake: Mistake | null): Html {
  if (mistake === null) return html`<span class="right">right</span>`;
  const { said, right } = mistake;
  return html`<span class="wrong">${said.what}</span> ${said.note}, is <span class="right">${right.what}</span>`;
}
