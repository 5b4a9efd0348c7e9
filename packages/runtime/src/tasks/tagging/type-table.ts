import { count } from '@tlp/language/quantities.js';
import type { TaggingDetails } from '@tlp/language/tasks/tagging.js';
import { type Html, html } from '../../report/html.js';
import { meter } from '../../report/meter.js';

/** Precision, recall and F1 of every type of entity, or every tag, the weakest first; a click on a title sorts. */
export function typeTable({ types, scheme, words, unread }: TaggingDetails, of: string): Html {
  const isWords = scheme === 'none';
  const rows = [...types].sort((a, b) => a.f1 - b.f1);
  const what = isWords
    ? 'Precision: the share of words with the tag in the prediction that have it. Recall: the share of words with the tag that were found.'
    : 'An entity is found where all its words and its type are right, as seqeval counts. Precision: the share of the entities predicted that are there. Recall: the share of the entities there that were found.';
  const lost =
    unread === 0
      ? ''
      : ` ${count(unread)} of them were not read and count as ${isWords ? 'wrong' : 'outside of entities'}.`;
  return html`<section>
    <h2>Per ${isWords ? 'tag' : 'type of entity'}</h2>
    <p class="note">${of} ${count(words)} words.${lost} ${what} F1 is the harmonic mean of both.</p>
    <div class="scroll"><table class="sortable">
      <thead><tr><th><button>${isWords ? 'tag' : 'type'}</button></th><th><button>F1</button></th><th><button>precision</button></th>
        <th><button>recall</button></th><th class="num"><button>${isWords ? 'words' : 'entities'}</button></th></tr></thead>
      <tbody>${rows.map(
        (row) => html`<tr><td>${row.name}</td>${[row.f1, row.precision, row.recall].map(meter)}
          <td class="num" data-key="${row.support}">${row.support}</td></tr>`,
      )}</tbody>
    </table></div>
  </section>`;
}
