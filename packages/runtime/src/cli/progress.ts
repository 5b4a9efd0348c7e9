/** A run as it goes, on a terminal as one line that is redrawn, elsewhere as plain lines. */
import { countedOf, type Noun } from '@tlp/language/modalities/noun.js';
import { count, short } from '@tlp/language/quantities.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import type { Scores } from '@tlp/language/run/metrics.js';
import { solvedText } from '@tlp/language/run/solved.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { mainScore } from '@tlp/language/tasks/metrics.js';
import { bytes, duration } from '../units.js';
import type { Context } from './command.js';
import { type Colors, clearLine, oneLine } from './output.js';
import { storedStartText } from './stored-start-text.js';

/** Redraws a line at most this often, in milliseconds: terminals are slow, steps are not. */
const redrawEvery = 100;

export interface StatusLine {
  /** A line that stays. */
  print(line: string): void;
  /** The line below all others; replaced by the next call. Dropped where there is no terminal. */
  update(line: string): void;
  clear(): void;
}

export function createStatusLine({ err }: Pick<Context, 'err'>): StatusLine {
  let shown = false;
  let last = 0;
  const clear = () => {
    if (shown) err.write(clearLine);
    shown = false;
  };
  return {
    clear,
    print(line) {
      clear();
      err.write(`${line}\n`);
    },
    update(line) {
      if (!err.terminal || Date.now() - last < redrawEvery) return;
      last = Date.now();
      err.write(`${clearLine}${line.slice(0, err.columns - 1)}`);
      shown = true;
    },
  };
}

/** Tells a run's events to a person. */
export function createProgress(context: Context): (event: TrainEvent) => void {
  const line = createStatusLine(context);
  const c = context.errColors;
  let featuresSince = 0;
  let noun: Noun = { one: 'example', many: 'examples' };
  let monitor: string | undefined;
  return (event) => {
    switch (event.type) {
      case 'run-start': {
        const { train, validation, test } = event.examples;
        noun = event.noun;
        monitor = event.monitor;
        line.print(
          `${c.bold(event.pipeline)}: ${outputsText(event)}; ${countedOf(train, noun)} to train on, ` +
            `${count(validation)} to validate, ${count(test)} to test; seed ${event.seed}`,
        );
        if (event.resumed)
          line.print(`Resuming in phase ${event.resumed.phase}, epoch ${event.resumed.epoch}.`);
        return;
      }
      case 'stage':
        // Its line is cut to the terminal's width, so it holds no colours.
        if (context.err.terminal) line.update(event.message);
        else line.print(event.message);
        return;
      case 'warning':
        for (const text of warningLines(event, c)) line.print(text);
        return;
      case 'phase-start': {
        const { trainable, frozen, cut, featureBytesPerExample } = event.plan;
        const features =
          featureBytesPerExample > 0 ? `, ${bytes(featureBytesPerExample)} per ${noun.one}` : '';
        line.print(
          `\n${c.bold(`Phase ${event.index} of ${event.phases}, ${event.phase}`)} ` +
            c.dim(
              `(freeze: ${event.freeze}; ${short(trainable)} parameters train, ${short(frozen)} are frozen; ` +
                `reads ${cut}${features})`,
            ),
        );
        return;
      }
      case 'features': {
        if (event.done === 0 || featuresSince === 0) featuresSince = Date.now();
        const left = secondsLeft(featuresSince, event.done, event.total);
        line.update(
          `  features of ${event.split}  ${bar(event.done / event.total)}  ` +
            `${count(event.done)}/${count(event.total)}${left === null ? '' : `, ${duration(left)} left`}`,
        );
        if (event.done === event.total) {
          featuresSince = 0;
          const from = (event.from ?? [])
            .map((one) => `; ${count(one.views)} ${storedStartText(one)}`)
            .join('');
          line.print(c.dim(`  features of ${event.split}: ${countedOf(event.total, noun)}${from}`));
        }
        return;
      }
      case 'batch':
        line.update(
          `  epoch ${event.epoch}/${event.epochs}  ${bar(event.batch / event.batches)}  ` +
            `loss ${event.loss.toFixed(4)}, ${duration(event.secondsLeft)} left`,
        );
        return;
      case 'epoch-end': {
        const { validation } = event;
        line.print(
          `  epoch ${String(event.epoch).padStart(2)}  loss ${event.train.loss.toFixed(4)}` +
            mainText(event.train.scores, monitor) +
            (validation
              ? `  validation: loss ${validation.loss.toFixed(4)}${mainText(validation.scores, monitor)}`
              : '') +
            `  ${c.dim(duration(event.seconds))}${event.best ? c.green('  best') : ''}`,
        );
        return;
      }
      case 'phase-end': {
        const saved =
          event.forwardPassesSaved > 0
            ? `; the feature store saved ${count(event.forwardPassesSaved)} forward passes`
            : '';
        const kept = event.bestEpoch > 0 ? `kept epoch ${event.bestEpoch}` : 'no epoch improved on the start';
        if (event.solved) line.print(`  ${solvedText(event.solved, noun)}`);
        line.print(c.dim(`  ${duration(event.seconds)}; ${kept}${saved}`));
        return;
      }
      case 'result':
        line.clear();
    }
  };
}

/** `  accuracy 71.0%` */
function mainText(scores: Scores, monitor: string | undefined): string {
  const main = mainScore(scores, monitor);
  return main ? `  ${main.title} ${main.text}` : '';
}

/** `9 classes`; where the texts themselves are learned, that they are. */
function outputsText({ task, outputs }: Extract<TrainEvent, { readonly type: 'run-start' }>): string {
  const { units, title } = tasks[task];
  return units === null ? title : `${count(outputs.length)} ${units}`;
}

const warningHead = ({ severity, code }: Warning, c: Colors): string =>
  severity === 'info' ? c.cyan(c.bold(`info[${code}]`)) : c.yellow(c.bold(`warning[${code}]`));

/** @param where behind its head: `, in trial-003` */
export const warningLines = (event: Warning, c: Colors, where = ''): readonly string[] => [
  `${warningHead(event, c)}${where}: ${oneLine(event.message)}`,
  `  ${c.blue('=')} ${c.bold('help')}: ${oneLine(event.remedy)}`,
];

type Warning = Extract<TrainEvent, { readonly type: 'warning' }>;

function secondsLeft(since: number, done: number, total: number): number | null {
  const seconds = (Date.now() - since) / 1000;
  return done > 0 && seconds > 0.5 ? (seconds / done) * (total - done) : null;
}

const bar = (share: number, width = 24): string => {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
};
