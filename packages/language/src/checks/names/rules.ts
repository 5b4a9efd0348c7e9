/** The rules about names: blocks, properties, `let`s, overrides and suppressions. */
import type { ListedRule } from '../checked.js';
import { duplicateBlock } from './duplicate-block.js';
import { duplicateLet } from './duplicate-let.js';
import { duplicatePhase } from './duplicate-phase.js';
import { duplicatePipeline } from './duplicate-pipeline.js';
import { duplicateProperty } from './duplicate-property.js';
import { emptyName } from './empty-name.js';
import { letCycle } from './let-cycle.js';
import { letTooDeep } from './let-too-deep.js';
import { missingBlock } from './missing-block.js';
import { missingPhase } from './missing-phase.js';
import { missingProperty } from './missing-property.js';
import { missingSource } from './missing-source.js';
import { noPipeline } from './no-pipeline.js';
import { overrideSyntax } from './override-syntax.js';
import { strayPropertyOfPipeline } from './stray-property.js';
import { suppressedError } from './suppressed-error.js';
import { unknownOverride } from './unknown-override.js';
import { unknownProperty } from './unknown-property.js';
import { unknownStructure } from './unknown-structure.js';
import { unknownSuppression } from './unknown-suppression.js';
import { unknownWord } from './unknown-word.js';
import { unusedLet } from './unused-let.js';
import { unusedSuppression } from './unused-suppression.js';

export const nameRules: readonly ListedRule<never>[] = [
  unknownStructure,
  unknownProperty,
  duplicateProperty,
  missingProperty,
  emptyName,
  duplicateBlock,
  unknownWord,
  missingBlock,
  strayPropertyOfPipeline,
  unusedLet,
  letCycle,
  missingSource,
  duplicatePhase,
  missingPhase,
  duplicateLet,
  duplicatePipeline,
  noPipeline,
  unknownOverride,
  overrideSyntax,
  letTooDeep,
  unknownSuppression,
  unusedSuppression,
  suppressedError,
];
