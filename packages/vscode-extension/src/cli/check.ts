import type { Command } from '../host.js';
import { runTask } from './run-task.js';

/** The editor has looked at the text already; this looks at every image too. */
export const check: Command = {
  id: 'tlp.check',
  run: (host, ...args) => runTask(host, 'check', args, ['--data']),
};
