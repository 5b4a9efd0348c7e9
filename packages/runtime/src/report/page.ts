/** The report as one HTML page: no request leaves it, so it can be mailed and opened anywhere. */
import { count } from '@tlp/language/quantities.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { taskReport } from '../tasks/index.js';
import type { ReportData } from './data.js';
import { html, trusted } from './html.js';
import { openMistakes } from './open-mistakes.js';
import { script } from './script.js';
import { curves } from './sections/curves.js';
import { expectations } from './sections/expectations.js';
import { labelErrors } from './sections/label-errors.js';
import { longest } from './sections/longest.js';
import { mistakes } from './sections/mistakes.js';
import { resolvedPipeline } from './sections/pipeline.js';
import { plan } from './sections/plan.js';
import { slices } from './sections/slices.js';
import { summary, warnings } from './sections/summary.js';
import { words } from './sections/words.js';
import { style } from './style.js';

export function renderReport(data: ReportData): string {
  const { judged, outputs } = data;
  const ofTask = taskReport(data.task);
  return html`${trusted('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${data.pipeline} — TLP report</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${summary(data)}
${expectations(data)}
${warnings(data)}
${curves(data)}
${judged && ofTask.sections(judged.metrics, outputs, `${count(judged.metrics.count)} ${judged.name} ${data.plan.noun.many}.`)}
${slices(data.slices, judged?.name ?? '', data.plan.noun)}
${judged && mistakes(judged, ofTask, data.accounts)}
${data.labelErrors && labelErrors(data.labelErrors, data.file, data.plan.noun)}
${data.accounts && words(data.accounts, { outputs, judged: tasks[data.task].units === 'classes' })}
${data.longest && longest(data.longest, judged?.name ?? '', data.plan.noun)}
${plan(data)}
${resolvedPipeline(data)}
<footer>Made by TLP ${data.version} on ${data.finished.toISOString().slice(0, 16).replace('T', ' ')} UTC, seed ${data.seed}.</footer>
</main>
<script>${trusted(script + openMistakes)}</script>
</body>
</html>
`.markup;
}
