/** The rules about values: their kind, unit, range and arguments. */
import type { ListedRule } from '../checked.js';
import { argumentTwice } from './argument-twice.js';
import { calledProperty } from './called-property.js';
import { envUnset } from './env-unset.js';
import { envUsage } from './env-usage.js';
import { layerArguments } from './layer-arguments.js';
import { missingArgument } from './missing-argument.js';
import { notWhole } from './not-whole.js';
import { outOfRange } from './out-of-range.js';
import { rangeReversed } from './range-reversed.js';
import { tooManyArguments } from './too-many-arguments.js';
import { tooManyValues } from './too-many-values.js';
import { unknownArgument } from './unknown-argument.js';
import { wrongKind } from './wrong-kind.js';
import { wrongUnit } from './wrong-unit.js';

export const valueRules: readonly ListedRule<never>[] = [
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
  envUnset,
  envUsage,
  layerArguments,
];
