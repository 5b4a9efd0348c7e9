import { metricText } from '@tlp/language/tasks/metric.js';
import { regression, type TargetMetrics } from '@tlp/language/tasks/regression.js';
import { type Html, html, scrolling } from '../../report/html.js';

/** The metrics that some target has a number of: without intervals, none is of them. */
export const measuredOf = (perTarget: readonly TargetMetrics[]) =>
  regression.metrics.filter(({ name }) => perTarget.some((one) => one[name] !== undefined));

/** The errors of every target in its unit; a click on a title sorts. */
export const targetTable = (
  perTarget: readonly TargetMetrics[],
  names: readonly string[],
): Html => html`<section>
    <h2>Per target</h2>
    <p class="note">MAE and RMSE are in the unit of the target.</p>
    ${scrolling(html`<table class="sortable">
      <thead><tr><th><button>target</button></th>${measuredOf(perTarget).map(
        ({ title }) => html`<th class="num"><button>${title}</button></th>`,
      )}</tr></thead>
      <tbody>${perTarget.map(
        (one, i) =>
          html`<tr><td>${names[i] ?? ''}</td>${measuredOf(perTarget).map((metric) => {
            const value = one[metric.name] ?? Number.NaN;
            return html`<td class="num" data-key="${value}">${metricText(metric, value)}</td>`;
          })}</tr>`,
      )}</tbody>
    </table>`)}
  </section>`;
