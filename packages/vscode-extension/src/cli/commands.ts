/** The commands that run `tlp`, which a browser cannot. */
import type { Command } from '../host.js';
import { check } from './check.js';
import { doctor } from './doctor.js';
import { findRate } from './find-rate.js';
import { newFromFolder } from './new-from-folder.js';
import { plan } from './plan.js';
import { resume, run, showRun, stop } from './run-commands.js';

export const cliCommands: readonly Command[] = [
  check,
  doctor,
  findRate,
  newFromFolder,
  plan,
  resume,
  run,
  showRun,
  stop,
];
