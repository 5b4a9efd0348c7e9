/** How the last run of a pipeline went, above it. */
import type { Command } from 'vscode-languageserver-protocol';
import { curvesOf, scoreOf } from '../../run/curves.js';
import type { Scores } from '../../run/metrics.js';
import { mainScore } from '../../tasks/metrics.js';
import type { Scene } from '../feature.js';
import { type FoundRun, lastRun } from '../runs/last-run.js';
import { runFiles, runState } from '../runs/read-run.js';
import { ago } from './ago.js';

/** Each is given the run directory's URI, or what `tlp.resume` is given: text, pipeline, phase, run directory. */
const commands = { curves: 'tlp.showCurves', report: 'tlp.openReport', resume: 'tlp.resume' } as const;

export function lastRunCommands(pipeline: string, scene: Scene): readonly Command[] {
  const { snapshot, workspace } = scene;
  const run = lastRun(snapshot.uri, pipeline, workspace.files);
  if (!run) return [];
  const { uri, record } = run;
  const state = runState(uri, record, workspace.files);
  const curves = { title: titleOf(run, state, scene), command: commands.curves, arguments: [uri] };
  const has = (name: string): boolean =>
    (workspace.files.list(uri) ?? []).some((entry) => entry.name === name);
  if (state === 'finished' && has('report.html')) {
    return [curves, { title: 'Open report', command: commands.report, arguments: [`${uri}/report.html`] }];
  }
  if (state !== 'stopped') return [curves];
  const resumed = [snapshot.uri, pipeline, null, uri];
  return [curves, { title: 'Resume', command: commands.resume, arguments: resumed }];
}

function titleOf(
  { uri, record, started }: FoundRun,
  state: ReturnType<typeof runState>,
  scene: Scene,
): string {
  const { workspace, now } = scene;
  if (!record) return `Last run: run.json is damaged, ${ago(started, now)}`;
  if (state === 'finished') {
    const finished = Date.parse(record.finished ?? record.started);
    const score = scoreOf(record);
    const said = score ? `${score.split} ${mainText(score.metrics.scores)}` : 'finished';
    return `Last run: ${said}, ${ago(finished, now)}`;
  }
  const { phases } = curvesOf(runFiles(uri, workspace.files), record.pipeline.name);
  const phase = phases.findLast(({ points }) => points.length > 0);
  const point = phase?.points.at(-1);
  const main = point && mainText((point.validation ?? point.train).scores);
  const where = phase && point ? `${phase.name} ${point.epoch}/${phase.epochs ?? '?'}` : 'no epoch yet';
  const said = main ? `${where}, ${main}` : where;
  if (state === 'running') return `Running: ${said}`;
  const word = state === 'stopped' ? 'stopped' : 'not finished';
  return `Last run: ${word} (${said}), started ${ago(started, now)}`;
}

/** `accuracy 71.4%` */
function mainText(scores: Scores): string {
  const main = mainScore(scores);
  return main ? `${main.title} ${main.text}` : '';
}
