import { applyCurve, drawFactor, luma } from './blend.js';
import type { ChangePixels } from './kinds.js';

/** Multiplies the distance from the image's mean grey by a factor around 1. */
export const contrast: ChangePixels<'contrast'> = (pixels, _, { amount }, random) => {
  const factor = drawFactor(amount, random);
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 3) sum += luma(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
  const mean = sum / (pixels.length / 3);
  applyCurve(pixels, (value) => mean + (value - mean) * factor);
};
