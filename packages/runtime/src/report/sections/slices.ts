/** How good the model is on parts of the judged split, the worst part first; a part opens its mistakes. */
import { capitalized } from '@tlp/language/capitalized.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import { count } from '@tlp/language/quantities.js';
import { type SlicedMetrics, type SliceMetrics, slicedTitle } from '@tlp/language/run/slices.js';
import { intervalText } from '@tlp/language/tasks/interval-text.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import { type Html, html, scrolling } from '../html.js';
import { sliceMark } from '../slice-mark.js';

/** @param of the split, `test` */
export function slices(all: readonly SlicedMetrics[], of: string, { many }: Noun): Html | null {
  if (all.length === 0) return null;
  return html`<section>
    <h2>By slice</h2>
    <p class="note">Parts of the ${of} split, each metric with its 95% interval: Wilson’s of a share, a bootstrap of other numbers. Those come
      first of which it is sure that they are bad; <b>worse</b> is a part whose whole interval is worse than the split. Of forty
      parts about one is so by chance. The name of a part opens its mistakes.</p>
    ${all.map((sliced, i) => tableOf(sliced, i, many))}
  </section>`;
}

function tableOf(sliced: SlicedMetrics, index: number, many: string): Html {
  const { metrics } = sliced;
  return html`<h3>${capitalized(slicedTitle(sliced))}</h3>${scrolling(html`<table class="pairs">
      <thead><tr><th>slice</th><th class="num">${many}</th>${metrics.map(
        (metric) => html`<th class="num">${metricOf(metric).title}</th>`,
      )}</tr></thead>
      <tbody>${sliced.slices.map((slice, place) => row(sliced, slice, sliceMark(index, place)))}</tbody>
    </table>`)}`;
}

function row(
  { metrics }: SlicedMetrics,
  { name, count: examples, values, worse }: SliceMetrics,
  mark: string,
): Html {
  const title = `${name}: ${count(examples)}`;
  return html`<tr><td><button type="button" data-slice="${mark}" title="${title}" aria-label="${title}. Show the mistakes.">${name}</button>${
    worse ? html` <b class="wrong">worse</b>` : null
  }</td><td class="num">${count(examples)}</td>${values.map(
    (value, i) => html`<td class="num">${intervalText(metrics[i]!, value)}</td>`,
  )}</tr>`;
}
