/** The curves of a run that may still be going, drawn as in its report: for the editor, and for the page that `tlp run --live` serves. */
import { capitalized } from '@tlp/language/capitalized.js';
import { percent } from '@tlp/language/quantities.js';
import type { PhaseCurve, RunCurves } from '@tlp/language/run/curves.js';
import type { EpochRecord } from '@tlp/language/run/events.js';
import type { MetricsSummary } from '@tlp/language/run/metrics.js';
import { mainScore, metricOf, scoreOf } from '@tlp/language/tasks/metrics.js';
import { type Band, lineChart } from './chart.js';
import { type Html, html } from './html.js';

export function curvesHtml(curves: RunCurves): string {
  const { pipeline, phases, state } = curves;
  const lengths = phases.map((phase, i) => lengthOf(phase, phases.slice(i + 1), state));
  const bands = phases.map(({ name, best }, i): Band => ({ name, best, length: lengths[i]! }));
  const values = (of: (point: EpochRecord) => number | null | undefined): (number | null)[] =>
    phases.flatMap(({ points }, i) =>
      Array.from({ length: lengths[i]! }, (_, at) => {
        const point = points.find(({ epoch }) => epoch === at + 1);
        return (point && of(point)) ?? null;
      }),
    );
  const chart = (name: string): Html => {
    const metric = metricOf(name);
    const of = (scores: Pick<MetricsSummary, 'loss' | 'scores'> | null): number | undefined =>
      scores ? scoreOf(scores, name) : undefined;
    return lineChart({
      title: capitalized(metric.title),
      bands,
      series: [
        { name: 'training', look: 'train', values: values(({ train }) => of(train)) },
        { name: 'validation', look: 'validation', values: values(({ validation }) => of(validation)) },
      ],
      ...(metric.form === 'percent' ? { format: percent, range: [0, 1] } : { format: plain }),
    });
  };
  const main = mainOf(phases);
  const drawn = phases.some(({ points }) => points.length > 0);
  return html`<header>
  <h1>${pipeline}</h1>
  <p class="state ${state}" role="status">${saidOf(curves)}</p>
</header>
${drawn ? html`<h2>Training</h2><div class="charts">${chart('loss')}${main ? chart(main) : null}</div>` : html`<p class="nothing">The curves start with the first epoch.</p>`}
${phases.length > 0 ? table(phases) : null}`.markup;
}

/** A phase that is over has as many epochs as were run, which early stopping may have made fewer than planned. */
function lengthOf(
  { epochs, points }: PhaseCurve,
  later: readonly PhaseCurve[],
  state: RunCurves['state'],
): number {
  const run = points.at(-1)?.epoch ?? 0;
  const over = state === 'finished' || later.some((phase) => phase.points.length > 0);
  return over ? run : Math.max(run, epochs ?? 0);
}

/** `Running: phase tune, epoch 2 of 5` */
export const runningText = ({ doing }: Pick<RunCurves, 'doing'>): string =>
  `Running${doing === null ? '' : `: ${doing}`}`;

function saidOf({ state, doing, result }: RunCurves): string {
  switch (state) {
    case 'running':
      return runningText({ doing });
    case 'finished': {
      if (result === null) return 'Finished';
      const { split, metrics } = result;
      const main = mainScore(metrics.scores);
      const score = main ? `${main.title} ${main.text}, ` : '';
      return `Finished: ${split} ${score}loss ${plain(metrics.loss)}`;
    }
    case 'stopped':
      return 'Stopped: it can be resumed';
    case 'unfinished':
      return 'Not finished: still running, or stopped';
    case 'damaged':
      return 'The record of this run, run.json, is missing or damaged; the curves are those of metrics.jsonl';
  }
}

function table(phases: readonly PhaseCurve[]): Html {
  const rows = phases.map(({ name, epochs, points, best }) => {
    const last = points.at(-1);
    const kept = points.find(({ epoch }) => epoch === best) ?? last;
    const scores = kept && (kept.validation ?? kept.train);
    const main = scores && mainScore(scores.scores);
    return html`<tr><td>${name}</td><td>${last?.epoch ?? 0} of ${epochs ?? '?'}</td><td>${best === 0 ? '' : best}</td><td>${scores ? plain(scores.loss) : ''}</td><td>${main ? main.text : ''}</td></tr>`;
  });
  const title = metricOf(mainOf(phases) ?? 'accuracy').title;
  return html`<table><thead><tr><th>phase</th><th>epochs</th><th>best</th><th>loss</th><th>${title}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** The score that counts most. */
function mainOf(phases: readonly PhaseCurve[]): string | undefined {
  const point = phases.flatMap(({ points }) => points).at(0);
  return point && mainScore((point.validation ?? point.train).scores)?.name;
}

const plain = (value: number): string => value.toPrecision(3);

export const noRunHtml = '<p class="nothing">There is no run here, or it has not started yet.</p>';
