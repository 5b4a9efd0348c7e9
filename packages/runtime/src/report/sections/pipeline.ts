import { basename } from 'node:path';
import type { ExplainedValue } from '@tlp/language/plan/explain.js';
import type { Origin } from '@tlp/language/resolve/pipeline.js';
import type { ReportData } from '../data.js';
import { type Html, html, scrolling } from '../html.js';

/** Every value of the pipeline and who decided it. */
export function resolvedPipeline({ values, file }: ReportData): Html {
  return html`<section>
    <h2>Resolved pipeline</h2>
    <p class="note">Every value of the pipeline in <code>${file}</code>, and where it comes from.</p>
    ${scrolling(html`<table>
      <thead><tr><th>property</th><th>value</th><th>from</th></tr></thead>
      <tbody>${values.map(row)}</tbody>
    </table>`)}
  </section>`;
}

const row = ({ path, value, origin }: ExplainedValue): Html =>
  html`<tr><td class="mono">${path}</td><td class="mono">${value}</td><td class="origin ${origin.kind}">${originText(origin)}</td></tr>`;

function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'file':
      return `${basename(origin.file)}, line ${origin.range.line}`;
    case 'default':
      return `default: ${origin.doc}`;
    case 'set':
      return `--set ${origin.text}`;
    case 'env':
      return `environment variable ${origin.variable}`;
  }
}
