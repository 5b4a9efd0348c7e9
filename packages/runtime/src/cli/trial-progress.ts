/** A sweep as it goes: a line for each part of each trial, and one that is redrawn below them on a terminal. */

import { counted } from '@tlp/language/quantities.js';
import type { Monitor, Sweep } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { metricText } from '@tlp/language/tasks/metric.js';
import { metricOf, scoreOf } from '@tlp/language/tasks/metrics.js';
import type { Trial } from '../sweep/draw-trials.js';
import type { Outcome } from '../sweep/record.js';
import type { PlannedTrial } from '../sweep/run-sweep.js';
import type { Context } from './command.js';
import { createStatusLine, warningLines } from './progress.js';

export function trialProgress(context: Context, monitor: Monitor, { knobs, stop }: Sweep) {
  const line = createStatusLine(context);
  const c = context.errColors;
  const warned = new Set<string>();
  const staged = new Set<string>();
  const stage = (message: string, name?: string) => {
    const text = name === undefined ? `  ${message}` : `  ${name}  ${message}`;
    if (context.err.terminal) line.update(text);
    // Without a terminal each line stays, and every trial reads the data and the weights.
    else if (!staged.has(message)) {
      staged.add(message);
      line.print(text);
    }
  };
  return {
    begin(trials: readonly PlannedTrial[], folder: string) {
      const paths = knobs.map(({ path }) => path).join(', ');
      const how = stop === null ? '' : ', the better half of which goes on each time';
      line.print(`${counted(trials.length, 'trial')} of ${paths}${how}; into ${folder}`);
    },
    /** Of what concerns all trials. */
    stage,
    event({ name }: Trial, event: TrainEvent) {
      if (event.type === 'batch') {
        line.update(
          `  ${name}  phase ${event.phase}, epoch ${event.epoch}/${event.epochs}, loss ${event.loss.toFixed(4)}`,
        );
      } else if (event.type === 'stage') {
        stage(event.message, name);
      } else if (event.type === 'features') {
        line.update(`  ${name}  features of ${event.split}, ${event.done}/${event.total}`);
      } else if (event.type === 'warning' && !warned.has(event.code)) {
        // Trials share their data, so most of what is said of one holds for all.
        warned.add(event.code);
        for (const text of warningLines(event, c, `, in ${name}`)) line.print(text);
      }
    },
    trial({ name, values }: Trial, outcome: Outcome, round: { readonly index: number; readonly of: number }) {
      const at = round.of === 1 ? '' : `round ${round.index + 1} of ${round.of}  `;
      line.print(`${c.bold(name)}  ${at}${c.dim(values.join('  '))}  ${outcomeText(outcome, monitor)}`);
    },
  };
}

function outcomeText({ state, epochs, validation, why }: Outcome, monitor: Monitor): string {
  if (state === 'failed') return `failed: ${why}`;
  const metric = metricOf(monitor);
  const score = validation ? `${metric.title} ${metricText(metric, scoreOf(validation, monitor))}, ` : '';
  return `${score}after ${counted(epochs, 'epoch')}`;
}
