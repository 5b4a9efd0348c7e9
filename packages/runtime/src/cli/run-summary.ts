/** What `tlp run` says at its end. */
import { countedOf, type Noun } from '@tlp/language/modalities/noun.js';
import { count, short } from '@tlp/language/quantities.js';
import { calibrationText } from '@tlp/language/run/calibration.js';
import type { RunResult } from '@tlp/language/run/events.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import { sureText } from '@tlp/language/run/sure.js';
import { shownScores } from '@tlp/language/tasks/metrics.js';
import { shellCommand } from '../shell-quote.js';
import { bytes, duration } from '../units.js';
import type { Context } from './command.js';
import { expectationsText } from './expectations-text.js';
import { near } from './near.js';
import { table } from './table.js';

export function renderResult(result: RunResult, report: string, context: Context): string {
  const c = context.errColors;
  const splits = (['test', 'validation'] as const).flatMap((split) => {
    const metrics = result.metrics[split];
    return metrics ? [`${c.bold(split.padEnd(10))}  ${metricsLine(metrics, result.noun)}`] : [];
  });
  const phases = table(
    [
      { title: 'phase' },
      { title: 'epochs', align: 'right' },
      { title: 'time', align: 'right' },
      { title: 'features time', align: 'right' },
      { title: 'trained', align: 'right' },
      { title: 'features', align: 'right' },
      { title: 'forward passes saved', align: 'right' },
    ],
    result.phases.map((phase) => [
      phase.name,
      String(phase.epochs),
      duration(phase.seconds),
      duration(phase.featureSeconds),
      short(phase.trainable),
      bytes(phase.featureBytes),
      count(phase.forwardPassesSaved),
    ]),
  );
  const calibrated = result.calibration ? `${calibrationText(result.calibration, result.metrics)}\n` : '';
  const sure = sureText(result.metrics);
  return (
    `\n${splits.join('\n')}\n${calibrated}${sure === null ? '' : `${sure}\n`}\n${phases}\n\n${expectationsText(result.expectations, c)}` +
    `Done in ${duration(result.seconds)}.\n` +
    `Report   ${c.cyan(near(report, context.cwd))}\n` +
    `Predict  ${c.cyan(`${shellCommand(['tlp', 'predict', near(result.run, context.cwd)])} ${result.noun.one.toUpperCase()}…`)}\n`
  );
}

export const metricsLine = (metrics: Metrics, noun: Noun): string =>
  `${shownScores(metrics.scores)
    .map(({ title, text }) => `${title} ${text}`)
    .join(', ')}, loss ${metrics.loss.toFixed(3)} on ${countedOf(metrics.count, noun)}`;
