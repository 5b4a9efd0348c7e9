/** `folds.html`: the folds side by side on one page, and what they say together of all examples, made of the parts of the report. */
import path from 'node:path';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { count, counted } from '@tlp/language/quantities.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { FoldsResult, RunResult } from '@tlp/language/run/events.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { mainScore, metricOf } from '@tlp/language/tasks/metrics.js';
import { writeFileAtomic } from '../files/atomic.js';
import { type Html, html, scrolling } from '../report/html.js';
import { plainPage } from '../report/plain-page.js';
import { expectations } from '../report/sections/expectations.js';
import { taskReport } from '../tasks/index.js';
import { writing } from '../train/write-error.js';
import { version } from '../version.js';

/** What the page shows of the folds. */
export interface FoldsShown extends Omit<FoldsResult, 'run'> {
  readonly pipeline: Pick<Pipeline, 'name' | 'description' | 'task' | 'data'>;
  readonly seed: number;
  readonly outputs: readonly string[];
  readonly runs: readonly Pick<RunResult, 'metrics'>[];
}

/** Writes the page and gives its path. It holds no times but one that is expected, so that folds that were resumed write the same bytes. */
export async function writeFoldsPage(folder: string, folds: FoldsShown): Promise<string> {
  const file = path.join(folder, 'folds.html');
  await writing(file, writeFileAtomic(file, foldsPage(folds)));
  return file;
}

export function foldsPage(shown: FoldsShown): string {
  const { pipeline, folds, seed } = shown;
  return plainPage({
    title: `${pipeline.name} — TLP folds`,
    ownStyle: 'tr.mean td, tr.mean th { font-weight: 600; }',
    heading: `${pipeline.name}: ${counted(folds.length, 'fold')}`,
    description: pipeline.description,
    sections: [tile(shown), foldsSection(shown, true), expectations(shown), ...together(shown)],
    footer: `Made by TLP ${version}, seed ${seed}.`,
  });
}

/** The metric that is told first. */
function tile({ validation, folds }: FoldsShown): Html | null {
  const means = Object.fromEntries(Object.entries(validation).map(([name, { mean }]) => [name, mean]));
  const main = mainScore(means)?.name ?? 'loss';
  const spread = validation[main];
  if (!spread) return null;
  const show = (value: number) => metricText(metricOf(main), value);
  return html`<div class="tiles">
<div class="tile first"><b>${show(spread.mean)} ± ${show(spread.deviation)}</b><span>validation ${metricOf(main).title}, mean and standard deviation over ${counted(folds.length, 'fold')}</span></div>
</div>`;
}

/** A row a fold, as many as there are so far, and their mean and deviation. @param linked whether the page lies beside their folders */
export function foldsSection(
  { folds, validation }: Pick<FoldsShown, 'folds' | 'validation'>,
  linked: boolean,
): Html {
  const names = Object.keys(validation);
  const cell = (name: string, value: number) => metricText(metricOf(name), value);
  const rows = folds.map(
    (fold, i) =>
      html`<tr><th scope="row">${linked ? html`<a href="${`${fold}/report.html`}">${fold}</a>` : fold}</th>${names.map((name) => html`<td class="num">${cell(name, validation[name]!.values[i]!)}</td>`)}</tr>`,
  );
  const means = names.map((name) => {
    const { mean, deviation } = validation[name]!;
    return html`<td class="num">${cell(name, mean)} ± ${cell(name, deviation)}</td>`;
  });
  return html`<section>
<h2>Folds</h2>
<p class="note">Each fold at its best epoch, on the part of the data that it validates on.</p>
${scrolling(html`<table>
<thead><tr><th scope="col">fold</th>${names.map((name) => html`<th scope="col" class="num">${metricOf(name).title}</th>`)}</tr></thead>
<tbody>${rows}${folds.length > 1 ? html`<tr class="mean"><th scope="row">mean ± deviation</th>${means}</tr>` : null}</tbody>
</table>`)}
</section>`;
}

/** What the folds say together: each example was judged by the one model that was not trained on it. */
function together({ pipeline, outputs, runs }: FoldsShown): readonly (Html | null)[] {
  const metrics = runs.flatMap(({ metrics: { validation } }) => validation ?? []);
  const examples = metrics.reduce((sum, one) => sum + one.count, 0);
  const { noun } = modalityOf(pipeline.data);
  const of = `${count(examples)} ${noun.many}, each judged by the model that was not trained on it.`;
  return taskReport(pipeline.task).together?.(metrics, outputs, of) ?? [];
}
