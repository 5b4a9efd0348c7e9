/**
 * Changes of RGB pixels in place, to the bit as Pillow 11 makes them (`ImageEnhance.py`, `ImageOps.py`, `Blend.c`, `Filter.c`), through
 * which torchvision changes images of Pillow.
 */
import type { Pixels } from '../pixels.js';

/** `ImageOps`: each channel's values by a table of its own. @param tableOf the 256 values of a channel's histogram */
function byTable(
  pixels: Pixels,
  tableOf: (histogram: Uint32Array) => ((value: number) => number) | null,
): void {
  for (let channel = 0; channel < 3; channel++) {
    const histogram = new Uint32Array(256);
    for (let i = channel; i < pixels.length; i += 3) histogram[pixels[i]!]! += 1;
    const curve = tableOf(histogram);
    if (!curve) continue;
    const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => Math.trunc(curve(value)));
    for (let i = channel; i < pixels.length; i += 3) pixels[i] = table[pixels[i]!]!;
  }
}

/** `ImageOps.posterize`: keeps so many of the upper bits. */
export const posterize = (pixels: Pixels, bits: number): void =>
  byTable(pixels, () => (value) => value & ~(2 ** (8 - bits) - 1));

/** `ImageOps.solarize`: turns what is at or above the threshold, 0 to 255, into its negative. */
export const solarize = (pixels: Pixels, threshold: number): void =>
  byTable(pixels, () => (value) => (value < threshold ? value : 255 - value));

/** `ImageOps.autocontrast`: the darkest value of a channel becomes 0, its brightest 255. */
export const autoContrast = (pixels: Pixels): void =>
  byTable(pixels, (histogram) => {
    const low = histogram.findIndex((count) => count > 0);
    const high = histogram.findLastIndex((count) => count > 0);
    if (high <= low) return null;
    const scale = 255 / (high - low);
    return (value) => value * scale - low * scale;
  });

/** `ImageOps.equalize`: all values of a channel become about equally frequent. */
export const equalize = (pixels: Pixels): void =>
  byTable(pixels, (histogram) => {
    const counts = histogram.filter((count) => count > 0);
    const step = Math.floor((pixels.length / 3 - counts.at(-1)!) / 255);
    if (counts.length <= 1 || step === 0) return null;
    let sum = Math.floor(step / 2);
    const table = Array.from(histogram, (count) => {
      const value = Math.floor(sum / step);
      sum += count;
      return value;
    });
    return (value) => table[value]!;
  });

/** `Image.convert('L')` of one pixel. */
const grayOf = (r: number, g: number, b: number): number => (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;

/** `Image.blend`: from another value by so much to the own one, and beyond where the factor is above 1. */
const blended = (from: number, own: number, factor: number): number =>
  Math.max(0, Math.min(255, Math.trunc(Math.fround(from + Math.fround(factor) * (own - from)))));

function blend(pixels: Pixels, factor: number, from: (at: number) => number): void {
  // What is blended with may be read of neighbours, so nothing is written before all is read.
  const values = Uint8Array.from(pixels, (own, at) => blended(from(at), own, factor));
  pixels.set(values);
}

/** `ImageEnhance.Brightness` */
export const enhanceBrightness = (pixels: Pixels, factor: number): void => blend(pixels, factor, () => 0);

/** `ImageEnhance.Color` */
export const enhanceColour = (pixels: Pixels, factor: number): void =>
  blend(pixels, factor, (at) => {
    const first = at - (at % 3);
    return grayOf(pixels[first]!, pixels[first + 1]!, pixels[first + 2]!);
  });

/** `ImageEnhance.Contrast` */
export function enhanceContrast(pixels: Pixels, factor: number): void {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 3) sum += grayOf(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
  const mean = Math.trunc(sum / (pixels.length / 3) + 0.5);
  blend(pixels, factor, () => mean);
}

/** `ImageEnhance.Sharpness`, which blends with `ImageFilter.SMOOTH`: the edge stays as it is. */
export function enhanceSharpness(pixels: Pixels, factor: number, size: number): void {
  const row = 3 * size;
  blend(pixels, factor, (at) => {
    const [x, y] = [Math.floor(at / 3) % size, Math.floor(at / row)];
    if (x === 0 || y === 0 || x === size - 1 || y === size - 1) return pixels[at]!;
    let sum = 4 * pixels[at]!;
    for (const up of [-row, 0, row]) for (const left of [-3, 0, 3]) sum += pixels[at + up + left]!;
    return Math.floor(sum / 13 + 0.5);
  });
}
