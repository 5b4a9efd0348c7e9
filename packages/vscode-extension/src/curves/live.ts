/** The run that was started from here, told by its events: they come sooner than its files, and say more. */
import { curvesAfter, type RunCurves } from '@tlp/language/run/curves.js';
import type { TrainEvent } from '@tlp/language/run/events.js';

export interface LiveRun {
  /** Its directory, once it is known. */
  directory(): string | undefined;
  tell(event: TrainEvent): void;
  /** What its files say, and what happened since. */
  goOn(read: RunCurves): RunCurves;
  /** The process has ended: from now on the files alone say what there is. */
  end(): void;
  onChange(listener: () => void): void;
}

/** Of these only the last one matters. */
const passing: ReadonlySet<TrainEvent['type']> = new Set(['stage', 'features', 'batch']);

export function createLiveRun(): LiveRun {
  let directory: string | undefined;
  let events: readonly TrainEvent[] = [];
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    directory: () => directory,
    tell(event) {
      if (event.type === 'run-start') {
        directory = event.run;
        events = [];
      }
      const last = events.at(-1);
      events = [...(last && passing.has(last.type) ? events.slice(0, -1) : events), event];
      changed();
    },
    goOn: (read) => events.reduce(curvesAfter, read),
    end() {
      directory = undefined;
      events = [];
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** One run at a time is started from here. */
export const liveRun = createLiveRun();
