import { applyCurve, drawFactor } from './blend.js';
import type { ChangePixels } from './kinds.js';

/** Multiplies every channel by a factor around 1. */
export const brightness: ChangePixels<'brightness'> = (pixels, _, { amount }, random) => {
  const factor = drawFactor(amount, random);
  applyCurve(pixels, (value) => value * factor);
};
