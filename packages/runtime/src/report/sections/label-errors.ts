/** Labels that are likely wrong, with their examples, and the command that judges those for training too. */
import type { Noun } from '@tlp/language/modalities/noun.js';
import { count, percent } from '@tlp/language/quantities.js';
import { type Html, html } from '../html.js';
import type { LikelyLabelErrors } from '../label-errors.js';
import { shownExample } from './example.js';

/** @param file of the pipeline */
export function labelErrors(
  { judged, likely, examples }: LikelyLabelErrors,
  file: string,
  { many }: Noun,
): Html {
  return html`<section>
    <h2>Labels that are likely wrong</h2>
    <p class="note">By confident learning, ${count(likely)} of the ${count(judged)} ${many} for validation and test; ${
      examples.length < likely
        ? `the ${examples.length} whose labels are least likely`
        : 'the least likely label first'
    }. <code>tlp label-errors ${file} --write cleaned.csv</code> judges those for training and validation, and writes a table: look
      through it, and leave out what it lists by <code>exclude: "cleaned.csv"</code> in the data block.</p>
    <div class="gallery">${examples.map(
      (one) => html`<figure title="${one.id}">
        ${shownExample(one.id, one.shown)}
        <figcaption>is labeled <b>${one.label}</b> ${percent(one.score)}<br>
          is it <b>${one.suggested}</b>?<small>${one.id}</small></figcaption>
      </figure>`,
    )}</div>
  </section>`;
}
