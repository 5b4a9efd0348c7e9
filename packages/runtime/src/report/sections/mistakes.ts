import { count, percent } from '@tlp/language/quantities.js';
import type { JudgedSplit } from '../data.js';
import { type Html, html } from '../html.js';

/** The wrong answers the model was surest of: label errors, hard cases and blind spots show here first. */
export function mistakes(judged: JudgedSplit): Html | null {
  if (judged.mistakes.length === 0) return null;
  return html`<section>
    <h2>Most confident mistakes</h2>
    <p class="note">${count(judged.mistakes.length)} of ${count(judged.mistakeCount)} mistakes on the ${judged.name} split, the most confident
      first. Look here for wrong labels and for what the training images lack.</p>
    <div class="gallery">${judged.mistakes.map(
      (m) => html`<figure title="${m.id}">
        ${m.thumbnail === null ? html`<div class="gone">file not found</div>` : html`<img src="${m.thumbnail}" alt="${m.id}" loading="lazy">`}
        <figcaption><span class="wrong">${m.predicted}</span> ${percent(m.probability)}<br>
          is <span class="right">${m.label}</span> ${percent(m.labelProbability)}<small>${m.id}</small></figcaption>
      </figure>`,
    )}</div>
  </section>`;
}
