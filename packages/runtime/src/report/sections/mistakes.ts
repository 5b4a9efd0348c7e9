import { count } from '@tlp/language/quantities.js';
import type { TaskReport } from '../../tasks/report.js';
import type { JudgedSplit, ShownMistake } from '../data.js';
import { type Html, html } from '../html.js';

/** The worst answers with their examples. */
export function mistakes(judged: JudgedSplit, { mistakes: { title, noun, note } }: TaskReport): Html | null {
  if (judged.mistakes.length === 0) return null;
  return html`<section>
    <h2>${title}</h2>
    <p class="note">${count(judged.mistakes.length)} of ${count(judged.mistakeCount)} ${noun} on the ${judged.name} split. ${note}</p>
    <div class="gallery">${judged.mistakes.map(
      (m) => html`<figure title="${m.id}">
        ${exampleOf(m)}
        <figcaption><span class="wrong">${m.said.what}</span> ${m.said.note}<br>
          is <span class="right">${m.right.what}</span> ${m.right.note}<small>${m.id}</small></figcaption>
      </figure>`,
    )}</div>
  </section>`;
}

const marks = { right: 'found', wrong: 'wrong', missed: 'missed' } as const;

function exampleOf({ id, shown, marked }: ShownMistake): Html {
  if (marked) {
    return html`<blockquote>${marked.map(({ text, mark }) =>
      mark
        ? html`<mark class="${mark.kind}" title="${mark.label}, ${marks[mark.kind]}">${text}<small>${mark.label}</small></mark>`
        : text,
    )}</blockquote>`;
  }
  if (shown === null) return html`<div class="gone">file not found</div>`;
  if (shown.kind === 'text') return html`<blockquote>${shown.text}</blockquote>`;
  return html`<img src="${shown.address}" alt="${id}" loading="lazy">`;
}
