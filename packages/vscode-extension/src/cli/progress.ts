/** What the status bar says of a run, from the lines that `tlp run --json` writes. */
import { percent } from '@tlp/language/quantities.js';
import { isRecord } from '@tlp/language/record.js';
import type { TrainEvent } from '@tlp/language/run/events.js';

export interface Progress {
  readonly pipeline: string;
  /** The run directory, once it is known. */
  readonly run: string | undefined;
  readonly phase: string | undefined;
  readonly epochs: number | undefined;
  /** What is going on right now: `epoch 3/10`. */
  readonly doing: string;
  /** The latest validation accuracy, or training accuracy where nothing is validated. */
  readonly accuracy: number | undefined;
  readonly secondsLeft: number | undefined;
  readonly finished: boolean;
}

export const nothingYet = (pipeline: string): Progress => ({
  pipeline,
  run: undefined,
  phase: undefined,
  epochs: undefined,
  doing: 'starting',
  accuracy: undefined,
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
      return { ...progress, pipeline: line.pipeline, run: line.run, doing: 'preparing' };
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
      const { accuracy } = line.validation ?? line.train;
      const doing = progress.epochs === undefined ? `${line.epoch}` : `${line.epoch}/${progress.epochs}`;
      return { ...progress, phase: line.phase, doing, accuracy };
    }
    case 'result': {
      const scores = line.metrics.test ?? line.metrics.validation;
      return {
        ...progress,
        run: line.run,
        accuracy: scores?.accuracy ?? progress.accuracy,
        finished: true,
        secondsLeft: undefined,
      };
    }
    default:
      return progress;
  }
}

/** `$(sync~spin) tune 3/5 · 91.2%`. */
export function statusText({ pipeline, phase, doing, accuracy, finished }: Progress): string {
  const score = accuracy === undefined ? '' : ` · ${percent(accuracy)}`;
  if (finished) return `$(check) ${pipeline}${score}`;
  return `$(sync~spin) ${phase ?? pipeline} ${doing}${score}`;
}

export function statusTooltip({ pipeline, phase, accuracy, secondsLeft, finished }: Progress): string {
  return [
    finished ? `${pipeline} is trained.` : `Training ${pipeline}.`,
    ...(phase === undefined || finished ? [] : [`Phase: ${phase}.`]),
    ...(accuracy === undefined ? [] : [`Accuracy: ${percent(accuracy)}.`]),
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
