/** Every rule of the language, by code: each subject's folder lists its own. */

import { modalities } from '../modalities/index.js';
import { backboneRules } from './backbone/rules.js';
import type { ListedRule } from './checked.js';
import { excludeRules } from './data/exclude/rules.js';
import { sharedDataRules } from './data/shared/rules.js';
import { tableRules } from './data/table/rules.js';
import { expectRules } from './expect/rules.js';
import { fewShotRules } from './few-shot/rules.js';
import { freezingRules } from './freezing/rules.js';
import { headRules } from './head/rules.js';
import { importRules } from './imports/rules.js';
import { nameRules } from './names/rules.js';
import { sureRules } from './sure/rules.js';
import { sweepRules } from './sweep/rules.js';
import { syntaxRules } from './syntax/rules.js';
import { trainingRules } from './training/rules.js';
import { valueRules } from './values/rules.js';

export const rules: readonly ListedRule<never>[] = [
  ...syntaxRules,
  ...nameRules,
  ...importRules,
  ...valueRules,
  ...backboneRules,
  ...sharedDataRules,
  ...modalities.flatMap((modality) => modality.rules),
  ...tableRules,
  ...excludeRules,
  ...freezingRules,
  ...headRules,
  ...trainingRules,
  ...fewShotRules,
  ...expectRules,
  ...sureRules,
  ...sweepRules,
].sort((a, b) => a.code.localeCompare(b.code));
