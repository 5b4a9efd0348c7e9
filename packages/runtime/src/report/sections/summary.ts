import { count } from '@tlp/language/quantities.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { shownScores } from '@tlp/language/tasks/metrics.js';
import { duration } from '../../units.js';
import type { ReportData } from '../data.js';
import { type Html, html } from '../html.js';

/** The title and the numbers a reader wants first. */
export function summary(data: ReportData): Html {
  const judged = data.judged;
  const saved = data.phases.reduce((sum, phase) => sum + phase.forwardPassesSaved, 0);
  const held = judged === null ? '' : judged.name;
  return html`<header>
      <h1>${data.pipeline}</h1>
      <p class="soft">${data.description}</p>
      ${data.calibrated && html`<p class="soft">${data.calibrated}</p>`}
      ${data.sure && html`<p class="soft">${data.sure}</p>`}
    </header>
    <div class="tiles">
      ${
        judged &&
        html`${shownScores(judged.metrics.scores)
          .slice(0, 3)
          .map(
            ({ title, text }, i) =>
              html`<div class="tile${i === 0 ? ' first' : ''}"><b>${text}</b><span>${held} ${title}${i === 0 ? `, ${count(judged.metrics.count)} ${data.plan.noun.many}` : ''}</span></div>`,
          )}`
      }
      ${sizeTile(data)}
      <div class="tile"><b>${duration(data.seconds)}</b><span>in ${data.phases.length === 1 ? 'one phase' : `${data.phases.length} phases`}</span></div>
      <div class="tile"><b>${count(saved)}</b><span>forward passes saved</span></div>
    </div>`;
}

/** How many outputs there are, and training examples. */
function sizeTile({ task, outputs, plan }: ReportData): Html {
  const { units } = tasks[task];
  const training = `training ${plan.noun.many}`;
  if (units === null)
    return html`<div class="tile"><b>${count(plan.images.train)}</b><span>${training}</span></div>`;
  return html`<div class="tile"><b>${count(outputs.length)}</b><span>${units}, ${count(plan.images.train)} ${training}</span></div>`;
}

export function warnings(data: ReportData): Html | null {
  if (data.warnings.length === 0) return null;
  return html`<section class="warn">
    <h2>Warnings</h2>
    <ul>${data.warnings.map((w) => html`<li><code>${w.code}</code> ${w.message} <span class="soft">${w.remedy}</span></li>`)}</ul>
  </section>`;
}
