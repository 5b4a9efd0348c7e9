/** The rules about phases that do not train example by example: heads that are solved, and backbones that learn pairs. */
import type { ListedRule } from '../checked.js';
import { classesAskedFor } from './classes-asked-for.js';
import { contrastFrozen } from './contrast-frozen.js';
import { contrastLast } from './contrast-last.js';
import { manyPairs } from './many-pairs.js';
import { notCalibrated } from './not-calibrated.js';
import { solvedBackbone } from './solved-backbone.js';
import { solvedHead } from './solved-head.js';
import { solvedWidth } from './solved-width.js';
import { solverOfAnotherTask } from './solver-of-another-task.js';
import { strengthLeftOut } from './strength-left-out.js';
import { unusedOfPhase } from './unused-of-phase.js';

export const fewShotRules: readonly ListedRule<never>[] = [
  unusedOfPhase,
  solvedHead,
  solvedBackbone,
  solverOfAnotherTask,
  classesAskedFor,
  contrastFrozen,
  contrastLast,
  manyPairs,
  solvedWidth,
  strengthLeftOut,
  notCalibrated,
];
