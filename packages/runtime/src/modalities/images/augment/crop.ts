import type { Random } from '../../../random.js';
import type { DrawAffine } from './kinds.js';

/**
 * Cuts out a rectangle and stretches it to the whole: Inception's crop (Szegedy et al. 2014, arXiv:1409.4842), as
 * torchvision's `RandomResizedCrop`.
 */
export const crop: DrawAffine<'crop'> = ({ minArea, maxArea }, random) => {
  const { width, height } = drawRectangle(minArea, maxArea, 3 / 4, random);
  const left = random.uniform(0, 1 - width);
  const top = random.uniform(0, 1 - height);
  return { xx: width, xy: 0, x0: left + width / 2 - 0.5, yx: 0, yy: height, y0: top + height / 2 - 0.5 };
};

const TRIES = 10;

/**
 * A rectangle inside the unit square, of an area drawn evenly and an aspect ratio drawn evenly by its logarithm from
 * [`narrowest`, 1/`narrowest`]; a square of the drawn area where ten ratios in a row do not fit.
 */
export function drawRectangle(minArea: number, maxArea: number, narrowest: number, random: Random) {
  const area = random.uniform(minArea, maxArea);
  for (let i = 0; i < TRIES; i++) {
    const ratio = Math.exp(random.uniform(Math.log(narrowest), -Math.log(narrowest)));
    const width = Math.sqrt(area * ratio);
    const height = Math.sqrt(area / ratio);
    if (width <= 1 && height <= 1) return { width, height };
  }
  return { width: Math.sqrt(area), height: Math.sqrt(area) };
}
