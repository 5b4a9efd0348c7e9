/** The rules about phases that do not train example by example: heads that are solved. */
import type { ListedRule } from '../checked.js';
import { solvedBackbone } from './solved-backbone.js';
import { solvedHead } from './solved-head.js';
import { solvedWidth } from './solved-width.js';
import { solverOfAnotherTask } from './solver-of-another-task.js';
import { unusedOfPhase } from './unused-of-phase.js';

export const fewShotRules: readonly ListedRule<never>[] = [
  unusedOfPhase,
  solvedHead,
  solvedBackbone,
  solverOfAnotherTask,
  solvedWidth,
];
