/** What the status bar says of a run, from the lines that `tlp run --json` writes. */
import { capitalized } from '@tlp/language/capitalized.js';
import { percent } from '@tlp/language/quantities.js';
import { isRecord } from '@tlp/language/record.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { mainScore } from '@tlp/language/tasks/metrics.js';

export interface Progress {
  readonly pipeline: string;
  /** The run directory, once it is known. */
  readonly run: string | undefined;
  /** The score by which the best epoch is chosen, once it is known. */
  readonly monitor: string | undefined;
  readonly phase: string | undefined;
  readonly epochs: number | undefined;
  /** What is going on right now: `epoch 3/10`. */
  readonly doing: string;
  /** The latest main score of the validation split, or of training where nothing is validated. */
  readonly score: { readonly title: string; readonly text: string } | undefined;
  readonly secondsLeft: number | undefined;
  readonly finished: boolean;
}

export const nothingYet = (pipeline: string): Progress => ({
  pipeline,
  run: undefined,
  monitor: undefined,
  phase: undefined,
  epochs: undefined,
  doing: 'starting',
  score: undefined,
  secondsLeft: undefined,
  finished: false,
});

/** Undefined for a line that is no event: a newer `tlp` may write lines that this extension does not know. */
export function parseLine(line: string): TrainEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) && 'type' in value ? (value as unknown as TrainEvent) : undefined;
  } catch {
    return undefined;
  }
}

export function after(progress: Progress, line: TrainEvent): Progress {
  switch (line.type) {
    case 'run-start':
      return {
        ...progress,
        pipeline: line.pipeline,
        run: line.run,
        monitor: line.monitor,
        doing: 'preparing',
      };
    case 'stage':
      return { ...progress, doing: line.message };
    case 'phase-start':
      return {
        ...progress,
        phase: line.phase,
        epochs: line.epochs,
        doing: `0/${line.epochs}`,
        secondsLeft: undefined,
      };
    case 'features':
      return { ...progress, phase: line.phase, doing: `features ${percent(line.done / line.total)}` };
    case 'batch':
      return {
        ...progress,
        phase: line.phase,
        doing: `${line.epoch}/${line.epochs}`,
        secondsLeft: line.secondsLeft,
      };
    case 'epoch-end': {
      const score = mainScore((line.validation ?? line.train).scores, progress.monitor);
      const doing = progress.epochs === undefined ? `${line.epoch}` : `${line.epoch}/${progress.epochs}`;
      return { ...progress, phase: line.phase, doing, score };
    }
    case 'result': {
      const judged = line.metrics.test ?? line.metrics.validation;
      return {
        ...progress,
        run: line.run,
        score: (judged && mainScore(judged.scores, progress.monitor)) ?? progress.score,
        finished: true,
        secondsLeft: undefined,
      };
    }
    case 'folds': {
      const means = Object.entries(line.validation).map(([name, { mean }]) => [name, mean] as const);
      const score = mainScore(Object.fromEntries(means), progress.monitor);
      // The report is that of the last fold.
      return { ...progress, score, finished: true, secondsLeft: undefined };
    }
    default:
      return progress;
  }
}

/** `$(sync~spin) tune 3/5 · 91.2%`. */
export function statusText({ pipeline, phase, doing, score, finished }: Progress): string {
  const shown = score === undefined ? '' : ` · ${score.text}`;
  if (finished) return `$(check) ${pipeline}${shown}`;
  return `$(sync~spin) ${phase ?? pipeline} ${doing}${shown}`;
}

export function statusTooltip({ pipeline, phase, score, secondsLeft, finished }: Progress): string {
  return [
    finished ? `${pipeline} is trained.` : `Training ${pipeline}.`,
    ...(phase === undefined || finished ? [] : [`Phase: ${phase}.`]),
    ...(score === undefined ? [] : [`${capitalized(score.title)}: ${score.text}.`]),
    ...(secondsLeft === undefined ? [] : [`About ${Math.ceil(secondsLeft)} s left in this phase.`]),
    'Click for its curves.',
  ].join(' ');
}

/** Cuts a stream of text into whole lines. */
export function lineSplitter(each: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) each(line);
  };
}
