/** Every command of `tlp`, in the order of its help. */
import { backbonesCommand } from './backbones.js';
import { checkCommand } from './check.js';
import type { AnyCommand } from './command.js';
import { doctorCommand } from './doctor.js';
import { explainCommand } from './explain.js';
import { formatCommand } from './format.js';
import { planCommand } from './plan.js';
import { runCommand } from './run.js';
import { setupCommand } from './setup.js';

export const commands: readonly AnyCommand[] = [
  checkCommand,
  planCommand,
  explainCommand,
  runCommand,
  backbonesCommand,
  formatCommand,
  setupCommand,
  doctorCommand,
];
