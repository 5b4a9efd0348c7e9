/** Helpers of the augmentations that change colours. */

import type { Random } from '../../../random.js';
import type { Pixels } from '../pixels.js';

/** A factor drawn evenly from [1 - amount, 1 + amount], never below 0. */
export function drawFactor(amount: number, random: Random): number {
  return Math.max(0, random.uniform(1 - amount, 1 + amount));
}

/** Replaces every channel's value by `curve` of it, rounded and clipped. */
export function applyCurve(pixels: Pixels, curve: (value: number) => number): void {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => curve(value));
  for (let i = 0; i < pixels.length; i++) pixels[i] = table[pixels[i]!]!;
}

/** Luma by the weights of ITU-R BT.601, as Pillow and torchvision have it. */
export function luma(r: number, g: number, b: number): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}
