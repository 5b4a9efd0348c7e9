/** The rules about what is expected of a model, and how sure it is. */
import type { ListedRule } from '../checked.js';
import { boundOnTheWrongSide } from './bound-on-the-wrong-side.js';
import { calibratedOnNothing } from './calibrated-on-nothing.js';
import { calibratesNothing } from './calibrates-nothing.js';
import { contradictoryBounds } from './contradictory-bounds.js';
import { measureOfAnotherTask } from './measure-of-another-task.js';
import { notAComparison } from './not-a-comparison.js';
import { nothingToMeasure } from './nothing-to-measure.js';
import { unknownMeasure } from './unknown-measure.js';

export const expectRules: readonly ListedRule<never>[] = [
  notAComparison,
  unknownMeasure,
  measureOfAnotherTask,
  nothingToMeasure,
  contradictoryBounds,
  boundOnTheWrongSide,
  calibratesNothing,
  calibratedOnNothing,
];
