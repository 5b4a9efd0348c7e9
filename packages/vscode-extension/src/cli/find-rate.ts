import { phaseOf } from '../commands/target.js';
import type { Command } from '../host.js';
import { runTask } from './run-task.js';

/** Of the phase that a lens names, else of the first that descends. */
export const findRate: Command = {
  id: 'tlp.findRate',
  run(host, ...args) {
    const phase = phaseOf(args);
    return runTask(host, 'find-rate', args, phase === undefined ? [] : ['--phase', phase]);
  },
};
