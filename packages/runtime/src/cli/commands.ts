/** Every command of `tlp`, in the order of its help. */
import { backbonesCommand } from './backbones.js';
import { checkCommand } from './check.js';
import type { AnyCommand } from './command.js';
import { compareCommand } from './compare.js';
import { doctorCommand } from './doctor.js';
import { evaluateCommand } from './evaluate.js';
import { explainCommand } from './explain.js';
import { featuresCommand } from './features.js';
import { findRateCommand } from './find-rate.js';
import { formatCommand } from './format.js';
import { generateCommand } from './generate.js';
import { labelErrorsCommand } from './label-errors.js';
import { lspCommand } from './lsp.js';
import { newCommand } from './new.js';
import { planCommand } from './plan.js';
import { predictCommand } from './predict.js';
import { runCommand } from './run.js';
import { setupCommand } from './setup.js';
import { verifyCommand } from './verify.js';
import { weightsCommand } from './weights.js';

export const commands: readonly AnyCommand[] = [
  newCommand,
  checkCommand,
  planCommand,
  explainCommand,
  findRateCommand,
  runCommand,
  evaluateCommand,
  compareCommand,
  labelErrorsCommand,
  predictCommand,
  generateCommand,
  verifyCommand,
  featuresCommand,
  backbonesCommand,
  weightsCommand,
  formatCommand,
  lspCommand,
  setupCommand,
  doctorCommand,
];
