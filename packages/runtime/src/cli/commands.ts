/** Every command of `tlp`, in the order of its help. */
import { backbonesCommand } from './backbones.js';
import type { AnyCommand } from './command.js';
import { doctorCommand } from './doctor.js';
import { setupCommand } from './setup.js';

export const commands: readonly AnyCommand[] = [backbonesCommand, setupCommand, doctorCommand];
