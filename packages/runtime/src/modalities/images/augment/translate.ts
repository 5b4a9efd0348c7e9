import { translation } from './affine.js';
import type { DrawAffine } from './kinds.js';

/** Shifts by shares of the side drawn evenly from ±`x` and ±`y`. */
export const translate: DrawAffine<'translate'> = ({ x, y }, random) =>
  translation(random.uniform(-x, x), random.uniform(-y, y));
