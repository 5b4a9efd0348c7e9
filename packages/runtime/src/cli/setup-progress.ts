import type { SetupProgress } from '../native/progress.js';
import { clearLine, type Voice } from './output.js';

/**
 * Shows set-up's progress: on a terminal one line that is redrawn, elsewhere one line whenever the step or every
 * fourth of it is reached. `end` must be called once at the end.
 */
export function setupProgress(sink: Voice): { show: (progress: SetupProgress) => void; end: () => void } {
  let last = '';
  const show = ({ message, done, total }: SetupProgress) => {
    const known = done !== undefined && total !== undefined && total > 0;
    const percent = known ? Math.min(100, Math.floor((100 * done) / total)) : undefined;
    const shown = sink.terminal || percent === undefined ? percent : percent - (percent % 25);
    const line = shown === undefined ? message : `${message} ${shown}% of ${Math.round(total! / 1e6)} MB`;
    if (line === last) return;
    sink.write(sink.terminal ? `${clearLine}${line.slice(0, sink.columns - 1)}` : `${line}\n`);
    last = line;
  };
  const end = () => {
    if (sink.terminal && last !== '') sink.write('\n');
  };
  return { show, end };
}
