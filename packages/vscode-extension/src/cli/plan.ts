import type { Command } from '../host.js';
import { runTask } from './run-task.js';

export const plan: Command = { id: 'tlp.plan', run: (host, ...args) => runTask(host, 'plan', args) };
