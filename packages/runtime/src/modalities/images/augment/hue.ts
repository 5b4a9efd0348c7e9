import type { ChangePixels } from './kinds.js';

/** Turns the hue of the HSV colour by up to ±`amount` of a full circle; saturation and value stay. */
export const hue: ChangePixels<'hue'> = (pixels, _, { amount }, random) => {
  const turn = random.uniform(-amount, amount) * 6;
  for (let i = 0; i < pixels.length; i += 3) {
    const r = pixels[i]!;
    const g = pixels[i + 1]!;
    const b = pixels[i + 2]!;
    const value = Math.max(r, g, b);
    const chroma = value - Math.min(r, g, b);
    if (chroma === 0) continue;
    // In sixths of the circle, red at 0.
    const sixth = value === r ? (g - b) / chroma : value === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
    const turned = sixth + turn + 12;
    pixels[i] = channel(5, turned, value, chroma);
    pixels[i + 1] = channel(3, turned, value, chroma);
    pixels[i + 2] = channel(1, turned, value, chroma);
  }
};

/** HSV to one channel of RGB; `offset` is 5 for red, 3 for green, 1 for blue. */
function channel(offset: number, sixth: number, value: number, chroma: number): number {
  const k = (offset + sixth) % 6;
  return Math.round(value - chroma * Math.max(0, Math.min(k, 4 - k, 1)));
}
