import { drawFactor, luma } from './blend.js';
import type { ChangePixels } from './kinds.js';

/** Multiplies each pixel's distance from its own grey by a factor around 1. */
export const saturation: ChangePixels<'saturation'> = (pixels, _, { amount }, random) => {
  const factor = drawFactor(amount, random);
  // Clamps and rounds on assignment.
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let i = 0; i < clamped.length; i += 3) {
    const [r, g, b] = [clamped[i]!, clamped[i + 1]!, clamped[i + 2]!];
    const grey = luma(r, g, b);
    clamped[i] = grey + (r - grey) * factor;
    clamped[i + 1] = grey + (g - grey) * factor;
    clamped[i + 2] = grey + (b - grey) * factor;
  }
};
