import { scaling } from './affine.js';
import type { DrawAffine } from './kinds.js';

/** Mirrors with even chance, in each direction that is on. */
export const flip: DrawAffine<'flip'> = ({ horizontal, vertical }, random) => {
  const x = horizontal && random.next() < 0.5 ? -1 : 1;
  const y = vertical && random.next() < 0.5 ? -1 : 1;
  return scaling(x, y);
};
