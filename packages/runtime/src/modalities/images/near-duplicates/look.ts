/**
 * What an image looks like, in so few numbers that all images can be compared with each other.
 *
 * The first four numbers are the 64 bits of a difference hash (N. Krawetz 2013, "Kind of Like That"): the image is
 * averaged to 9 × 8 gray values, and a bit tells whether a value is darker than its right neighbor. Scaling and
 * compression change few of them. Unlike there, a bit is set only where the difference is clear, so that the noise of a
 * plain background sets none. As the hash knows no colors, the mean colors of 4 × 4 tiles stand beside it.
 */
import type { Pixels } from '../pixels.js';

/** Whole numbers below 2^16, as rows of the feature store hold them: four of the hash, then two color values in each. */
export type Look = Float32Array;

const hashNumbers = 4;
const colorNumbers = (4 * 4 * 3) / 2;
export const lookLength = hashNumbers + colorNumbers;

/** Changes whenever another look is made of the same pixels. */
export const LOOK_VERSION = 1;

/** Gray values that differ by less, of 255, count as the same. */
const clear = 3;

/** About so many pixels a side are looked at. */
const sampled = 72;

/** @param pixels RGB, `size × size × 3`, size 9 or more */
export function lookOf(pixels: Pixels, size: number): Look {
  const look = new Float32Array(lookLength);
  const gray = tiles(pixels, size, 9, 8).map(grayOf);
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      if (gray[9 * y + x + 1]! - gray[9 * y + x]! < clear) continue;
      // The bits of a row go to all four numbers, so that an empty corner leaves none of them empty.
      look[x % hashNumbers]! += 1 << (2 * y + (x >> 2));
    }
  }
  const colors = tiles(pixels, size, 4, 4).flat().map(Math.round);
  for (let i = 0; i < colorNumbers; i++) look[hashNumbers + i] = colors[2 * i]! * 256 + colors[2 * i + 1]!;
  return look;
}

const grayOf = ([r, g, b]: readonly number[]): number => 0.299 * r! + 0.587 * g! + 0.114 * b!;

/** Mean colors of the tiles of a grid, row by row. */
function tiles(pixels: Pixels, size: number, columns: number, rows: number): number[][] {
  const edge = (index: number, parts: number): number => Math.floor((index * size) / parts);
  return Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return meanColor(pixels, size, {
      ...{ left: edge(column, columns), right: edge(column + 1, columns) },
      ...{ top: edge(row, rows), bottom: edge(row + 1, rows) },
    });
  });
}

interface Tile {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function meanColor(pixels: Pixels, size: number, { left, right, top, bottom }: Tile): number[] {
  const step = Math.max(1, Math.floor(size / sampled));
  let r = 0;
  let g = 0;
  let b = 0;
  let count = 0;
  for (let y = top; y < bottom; y += step) {
    const end = (y * size + right) * 3;
    for (let at = (y * size + left) * 3; at < end; at += 3 * step) {
      // Kept whole numbers of 32 bits, sums take a quarter of the time.
      r = (r + pixels[at]!) | 0;
      g = (g + pixels[at + 1]!) | 0;
      b = (b + pixels[at + 2]!) | 0;
      count = (count + 1) | 0;
    }
  }
  return [r / count, g / count, b / count];
}

/** The hash as two unsigned numbers of 32 bits. */
export const hashOf = (look: Look): readonly [number, number] => [
  (look[0]! | (look[1]! << 16)) >>> 0,
  (look[2]! | (look[3]! << 16)) >>> 0,
];

/** Number of bits that are set in a number of 32 bits. */
export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Mean difference of the colors, 0 to 255, apart from how bright the images are as a whole. */
export function colorDifference(a: Look, b: Look): number {
  const values = 2 * colorNumbers;
  let brighter = 0;
  for (let i = 0; i < values; i++) brighter += color(a, i) - color(b, i);
  brighter /= values;
  let sum = 0;
  for (let i = 0; i < values; i++) sum += Math.abs(color(a, i) - color(b, i) - brighter);
  return sum / values;
}

function color(look: Look, index: number): number {
  const pair = look[hashNumbers + (index >> 1)]!;
  return index % 2 === 0 ? pair >> 8 : pair & 255;
}
