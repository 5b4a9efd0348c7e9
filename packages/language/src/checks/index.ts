/** Every rule of the language, by code. */
import { argumentTwice } from './argument-twice.js';
import { badString } from './bad-string.js';
import { blockRangeReversed } from './block-range-reversed.js';
import { blocksTwice } from './blocks-twice.js';
import { calledProperty } from './called-property.js';
import { duplicateBlock } from './duplicate-block.js';
import { duplicateLet } from './duplicate-let.js';
import { duplicatePhase } from './duplicate-phase.js';
import { duplicatePipeline } from './duplicate-pipeline.js';
import { duplicateProperty } from './duplicate-property.js';
import { emptyName } from './empty-name.js';
import { envUnset } from './env-unset.js';
import { envUsage } from './env-usage.js';
import { firstTooMany } from './first-too-many.js';
import { letCycle } from './let-cycle.js';
import { missingArgument } from './missing-argument.js';
import { missingBlock } from './missing-block.js';
import { missingPhase } from './missing-phase.js';
import { missingProperty } from './missing-property.js';
import { missingSource } from './missing-source.js';
import { missingToken } from './missing-token.js';
import { noPipeline } from './no-pipeline.js';
import { notWhole } from './not-whole.js';
import { outOfRange } from './out-of-range.js';
import { overrideSyntax } from './override-syntax.js';
import { rangeReversed } from './range-reversed.js';
import type { Rule } from './rule.js';
import { strayPropertyOfPipeline } from './stray-property.js';
import { tooDeep } from './too-deep.js';
import { tooManyArguments } from './too-many-arguments.js';
import { tooManyValues } from './too-many-values.js';
import { unclosedBlock } from './unclosed-block.js';
import { unexpectedCharacter } from './unexpected-character.js';
import { unexpectedToken } from './unexpected-token.js';
import { unknownArgument } from './unknown-argument.js';
import { unknownBackbone } from './unknown-backbone.js';
import { unknownBlock } from './unknown-block.js';
import { unknownOverride } from './unknown-override.js';
import { unknownProperty } from './unknown-property.js';
import { unknownStructure } from './unknown-structure.js';
import { unknownWord } from './unknown-word.js';
import { unusedLet } from './unused-let.js';
import { wrongKind } from './wrong-kind.js';
import { wrongUnit } from './wrong-unit.js';

export const rules: readonly Rule<never>[] = [
  unexpectedCharacter,
  badString,
  missingToken,
  unclosedBlock,
  unexpectedToken,
  tooDeep,
  unknownStructure,
  unknownProperty,
  duplicateProperty,
  missingProperty,
  emptyName,
  duplicateBlock,
  unknownWord,
  wrongKind,
  wrongUnit,
  outOfRange,
  notWhole,
  unknownArgument,
  argumentTwice,
  missingArgument,
  tooManyValues,
  calledProperty,
  rangeReversed,
  tooManyArguments,
  missingBlock,
  strayPropertyOfPipeline,
  envUnset,
  envUsage,
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
  unknownBackbone,
  unknownBlock,
  blockRangeReversed,
  blocksTwice,
  firstTooMany,
];
