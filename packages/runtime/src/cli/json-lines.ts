/** Events as JSON lines, for programs. */
import type { TrainEvent } from '@tlp/language/run/events.js';
import type { Output } from './output.js';

/** Steps come by the hundred a second; a program that draws them needs a few. Milliseconds. */
const tickEvery = 200;

export function jsonLines(out: Output): (event: TrainEvent) => void {
  let last = 0;
  return (event) => {
    if (event.type === 'batch' || (event.type === 'features' && event.done < event.total)) {
      if (Date.now() - last < tickEvery) return;
      last = Date.now();
    }
    out.news(`${JSON.stringify(event)}\n`);
  };
}
