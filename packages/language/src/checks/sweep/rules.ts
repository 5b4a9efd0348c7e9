/** The rules about what a sweep tries. */
import type { ListedRule } from '../checked.js';
import { emptySweep } from './empty-sweep.js';
import { rangeWithoutScale } from './range-without-scale.js';
import { soupOfOne } from './soup-of-one.js';
import { trialsMissing } from './trials-missing.js';
import { unknownKnob } from './unknown-knob.js';

export const sweepRules: readonly ListedRule<never>[] = [
  unknownKnob,
  rangeWithoutScale,
  trialsMissing,
  emptySweep,
  soupOfOne,
];
