import { count } from '@tlp/language/quantities.js';
import type { TaskReport } from '../../tasks/report.js';
import type { Accounts } from '../accounts.js';
import { seenAtFirst } from '../choose-mistakes.js';
import type { JudgedSplit, ShownMistake, ShownNeighbour } from '../data.js';
import { type Html, html } from '../html.js';
import { shownExample } from './example.js';

/** The worst answers with their examples; more of them where somebody asks for a cell of the confusion matrix or a name. */
export function mistakes(
  judged: JudgedSplit,
  { mistakes: { title, noun, note } }: TaskReport,
  accounts: Accounts | null,
): Html | null {
  if (judged.mistakes.length === 0) return null;
  const heat = new Map(
    accounts && 'examples' in accounts
      ? accounts.examples.flatMap(({ id, address }) => (address ? [[id, address]] : []))
      : [],
  );
  const first = Math.min(judged.mistakes.length, seenAtFirst);
  return html`<section id="mistakes">
    <h2 tabindex="-1">${title}</h2>
    <p class="note">${count(first)} of ${count(judged.mistakeCount)} ${noun} on the ${judged.name} split. ${note}${more(judged)}${heat.size > 0 ? heatNote(heat.size) : null}${judged.nearest ? ` ${judged.nearest}` : null}</p>
    <div class="tools" hidden>
      <label>Find <input type="search" placeholder="class or file"></label>
      ${heat.size > 0 ? html`<label><input type="checkbox"> Heatmaps</label>` : null}
      <span role="status"></span>
      <button type="button" hidden>Back to the first ${count(first)}</button>
    </div>
    <div class="gallery">${judged.mistakes.map((mistake, i) => figureOf(mistake, i, heat.get(mistake.id)))}</div>
  </section>`;
}

/** What the page holds besides. */
function more({ mistakes: { length }, mistakeCount }: JudgedSplit): string | null {
  if (length <= seenAtFirst) return null;
  const all = length === mistakeCount ? 'All of them' : `${count(length)} of them`;
  return ` ${all} are on this page: click a red number of the confusion matrix, or search.`;
}

const heatNote = (pictures: number): string =>
  pictures === 1
    ? ' The heatmap shows where in the picture the score of what was said comes from (Grad-CAM).'
    : ' Heatmaps show where in a picture the score of what was said comes from (Grad-CAM).';

function figureOf(mistake: ShownMistake, index: number, heat: string | undefined): Html {
  const { id, said, right, cell, slices, nearest = [] } = mistake;
  const asked = cell ? html` data-cell="${cell.join()}"` : null;
  const later = index < seenAtFirst ? null : html` hidden`;
  const parts = slices ? html` data-slices="${slices.join(' ')}"` : null;
  return html`<figure title="${id}"${asked}${parts}${later}>
    ${exampleOf(mistake)}${heat === undefined ? null : html`<img class="heat" src="${heat}" alt="where ${said.what} is seen in ${id}" loading="lazy">`}
    <figcaption><span class="wrong">${said.what}</span> ${said.note}<br>
      is <span class="right">${right.what}</span> ${right.note}<small>${id}</small>${nearest.length > 0 ? neighboursOf(nearest) : null}</figcaption>
  </figure>`;
}

/** Their labels are seen at once, the examples by who opens them. */
const neighboursOf = (nearest: readonly ShownNeighbour[]): Html =>
  html`<details><summary>nearest: ${nearest.map(({ label }) => label).join(', ')}</summary>
      <ol class="near">${nearest.map(
        ({ id, label, similarity, shown }) =>
          html`<li title="${id}">${shownExample(id, shown)}<b>${label}</b> ${similarity.toFixed(2)}</li>`,
      )}</ol></details>`;

const marks = { right: 'found', wrong: 'wrong', missed: 'missed' } as const;

function exampleOf({ id, shown, marked }: ShownMistake): Html {
  if (marked) {
    return html`<blockquote>${marked.map(({ text, mark }) =>
      mark
        ? html`<mark class="${mark.kind}" title="${mark.label}, ${marks[mark.kind]}">${text}<small>${mark.label}</small></mark>`
        : text,
    )}</blockquote>`;
  }
  return shownExample(id, shown);
}
