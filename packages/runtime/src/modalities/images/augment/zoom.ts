import { scaling } from './affine.js';
import type { DrawAffine } from './kinds.js';

/** Enlarges about the centre by a factor drawn evenly from [`min`, `max`]. */
export const zoom: DrawAffine<'zoom'> = ({ min, max }, random) => {
  const factor = random.uniform(min, max);
  return scaling(1 / factor, 1 / factor);
};
