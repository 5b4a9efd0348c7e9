/** `sweep.html`: the trials side by side on one page, made of the parts of the report. */
import path from 'node:path';
import { listed } from '@tlp/language/checks/listed.js';
import { numberText } from '@tlp/language/number-text.js';
import { counted } from '@tlp/language/quantities.js';
import type { Knob, Pipeline } from '@tlp/language/resolve/pipeline.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { metricOf, scoreOf } from '@tlp/language/tasks/metrics.js';
import { writeFileAtomic } from '../files/atomic.js';
import { height, heightOf, margin, plotWidth, round, valueAxis, width } from '../report/chart.js';
import { type Html, html, scrolling, trusted } from '../report/html.js';
import { plainPage } from '../report/plain-page.js';
import { writing } from '../train/write-error.js';
import { version } from '../version.js';
import { setsOf } from './draw-trials.js';
import type { SoupOutcome, SweepRecord } from './record.js';
import { soupName } from './soup.js';
import { bestTrial, betterText, scoreText, stateText, tableOrder } from './table.js';

/** Writes the page and gives its path. It holds no times, so that a resumed sweep writes the same bytes. */
export async function writeSweepPage(
  folder: string,
  record: SweepRecord,
  pipeline: Pipeline,
): Promise<string> {
  const file = path.join(folder, 'sweep.html');
  await writing(file, writeFileAtomic(file, renderSweep(record, pipeline)));
  return file;
}

export function renderSweep(
  record: SweepRecord,
  { name, description }: Pick<Pipeline, 'name' | 'description'>,
): string {
  const { trials, sweep } = record;
  const winner = bestTrial(record);
  return plainPage({
    title: `${name} — TLP sweep`,
    ownStyle,
    heading: `${name}: ${counted(trials.length, 'trial')}`,
    description,
    sections: [
      winner?.validation ? bestSection(record, winner) : null,
      trialsSection(record, true),
      ...sweep.knobs.map((knob, i) => (knob.kind === 'choices' ? null : scatter(record, knob, i))),
    ],
    footer: `Made by TLP ${version}, seed ${record.seed}.`,
  });
}

const ownStyle = `
svg .trial { fill: var(--blue); } svg .trial.given-up { fill: var(--soft); opacity: 0.6; } svg .trial.best { fill: var(--orange); }
tr.best td { font-weight: 600; }`;

/** A row a trial, as far as they have come. @param linked whether the page lies beside their folders */
export function trialsSection(record: SweepRecord, linked: boolean): Html {
  const { sweep, monitor } = record;
  const metric = metricOf(monitor);
  return html`<section>
<h2>Trials</h2>
<p class="note">By the validation ${metric.title}, ${betterText(monitor)}. Epochs of trials that were given up are those they had.</p>
${scrolling(html`<table>
<thead><tr><th scope="col">trial</th>${sweep.knobs.map((knob) => html`<th scope="col" class="mono">${knob.path}</th>`)}<th scope="col" class="num">epochs</th><th scope="col" class="num">${metric.title}</th>${monitor === 'loss' ? null : html`<th scope="col" class="num">loss</th>`}<th scope="col">state</th></tr></thead>
<tbody>${tableOrder(record).map((trial) => row(record, trial, linked))}</tbody>
</table>`)}
</section>`;
}

type Row = SweepRecord['trials'][number];

const soupTile = (soup: SoupOutcome, monitor: SweepRecord['monitor']): Html =>
  html`<div class="tile"><b>${scoreText(soup, monitor)}</b><span>validation ${metricOf(monitor).title} of the <a href="${`${soupName}/report.html`}">average</a> of ${listed(soup.trials)}</span></div>`;

function bestSection({ sweep, monitor, soup }: SweepRecord, winner: Row): Html {
  const metric = metricOf(monitor);
  return html`<div class="tiles">
<div class="tile first"><b>${scoreText(winner, monitor)}</b><span>validation ${metric.title} of ${winner.name}</span></div>
${soup && soup.trials.length > 1 ? soupTile(soup, monitor) : null}</div>
<section>
<h2>Best</h2>
<p class="mono">${setsOf(sweep, winner)
    .map((set) => `--set '${set}'`)
    .join(' ')}</p>
</section>`;
}

function row({ status, monitor, best }: SweepRecord, trial: Row, linked: boolean): Html {
  const { name, values, epochs, validation, state } = trial;
  const report = linked && state === 'finished' ? html`<a href="${`${name}/report.html`}">${name}</a>` : name;
  return html`<tr${trusted(name === best ? ' class="best"' : '')}><th scope="row">${report}</th>${values.map((value) => html`<td class="mono">${value}</td>`)}<td class="num">${epochs}</td><td class="num">${scoreText(trial, monitor)}</td>${monitor === 'loss' ? null : html`<td class="num">${validation ? validation.loss.toFixed(4) : '–'}</td>`}<td>${status === 'running' && state === 'stopped' ? '' : stateText(trial, best)}</td></tr>`;
}

/** The score of each trial by what it had for a knob that was drawn. */
function scatter(
  { trials, monitor, best }: SweepRecord,
  knob: Extract<Knob, { from: number }>,
  place: number,
): Html | null {
  const points = trials.flatMap((trial) => {
    const value = numberIn(trial.values[place]!);
    const score = trial.validation ? scoreOf(trial.validation, monitor) : Number.NaN;
    return Number.isFinite(score) && Number.isFinite(value) ? [{ trial, value, score }] : [];
  });
  if (points.length === 0) return null;
  const metric = metricOf(monitor);
  const scores = points.map(({ score }) => score);
  const between = [Math.min(...scores), Math.max(...scores)] as const;
  const y = heightOf(between);
  const along = knob.kind === 'log' ? Math.log : (value: number) => value;
  const [low, high] = [along(knob.from), along(knob.to)];
  const x = (value: number) => margin.left + ((along(value) - low) / (high - low)) * plotWidth;
  const title = `Validation ${metric.title} by ${knob.path}`;
  const end = (value: number, anchor: string) =>
    html`<text x="${round(x(value))}" y="${height - 10}" text-anchor="${anchor}">${numberText(value)}${knob.unit}</text>`;
  return html`<section>
<h2>${knob.path}</h2>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
${valueAxis(between, (value) => metricText(metric, value))}
${end(knob.from, 'start')}${end(knob.to, 'end')}
${points.map(({ trial, value, score }) => html`<circle class="trial${trial.name === best ? ' best' : trial.state === 'finished' ? '' : ' given-up'}" cx="${round(x(value))}" cy="${round(y(score))}" r="4"><title>${trial.name}: ${numberText(value)}${knob.unit}, ${metricText(metric, score)}</title></circle>`)}
</svg>
</section>`;
}

/** Of `cosine(3e-4, warmup: 10%)` the first number. */
const numberIn = (value: string): number => Number(/-?[\d.]+(?:e-?\d+)?/i.exec(value)?.[0]);
