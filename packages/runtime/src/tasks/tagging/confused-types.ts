import { count } from '@tlp/language/quantities.js';
import type { TaggingDetails } from '@tlp/language/tasks/tagging.js';
import { type Html, html, scrolling } from '../../report/html.js';

/** Confusions that are shown. */
const shown = 20;

/** Which types are taken for which, the most frequent first. */
export function confusedTypes({ confusion, scheme }: TaggingDetails): Html | null {
  if (confusion.length === 0) return null;
  const isWords = scheme === 'none';
  const note = isWords
    ? 'Words whose tag was taken for another one.'
    : 'Entities of the same words and another type. Where no entity has just the same words, it was missed, or there is none; one with a word too many is counted as both.';
  return html`<section>
    <h2>Confusion of ${isWords ? 'tags' : 'types'}</h2>
    <p class="note">${note}</p>
    ${scrolling(html`<table class="pairs">
      <thead><tr><th>is</th><th>predicted</th><th class="num">${isWords ? 'words' : 'entities'}</th></tr></thead>
      <tbody>${confusion.slice(0, shown).map(
        ([
          right,
          said,
          times,
        ]) => html`<tr><td>${right ?? 'no entity'}</td><td>${said ?? (isWords ? 'not read' : 'missed')}</td>
          <td class="num">${count(times)}</td></tr>`,
      )}</tbody>
    </table>`)}
  </section>`;
}
