/**
 * Affine maps of the image's plane, and sampling by one. Coordinates start at the image's centre, x to the
 * right, y down, the side is 1; a map takes a place in the result to the place in the source that is seen there.
 */
import type { Pixels } from '../pixels.js';

/** `x' = xx·x + xy·y + x0`, `y' = yx·x + yy·y + y0`. */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

export const IDENTITY: Affine = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

export function scaling(x: number, y: number): Affine {
  return { ...IDENTITY, xx: x, yy: y };
}

export function translation(x: number, y: number): Affine {
  return { ...IDENTITY, x0: x, y0: y };
}

/** `outer(inner(place))`. */
export function compose(outer: Affine, inner: Affine): Affine {
  return {
    xx: outer.xx * inner.xx + outer.xy * inner.yx,
    xy: outer.xx * inner.xy + outer.xy * inner.yy,
    x0: outer.xx * inner.x0 + outer.xy * inner.y0 + outer.x0,
    yx: outer.yx * inner.xx + outer.yy * inner.yx,
    yy: outer.yx * inner.xy + outer.yy * inner.yy,
    y0: outer.yx * inner.x0 + outer.yy * inner.y0 + outer.y0,
  };
}

const BITS = 11;
const ONE = 1 << BITS;
const SHIFT = 2 * BITS;
const ROUND = 1 << (SHIFT - 1);

/**
 * The source seen through `map`, bilinear, in fixed point. Outside of the image its edge goes on: a border of
 * another colour would be a feature that only training images have.
 */
export function sample(
  source: Pixels,
  { size, channels }: { readonly size: number; readonly channels: number },
  map: Affine,
): Pixels {
  const out = new Uint8Array(source.length);
  const last = size - 1;
  const half = size / 2;
  // Pixel centres lie at halves; the source's are counted from 0.
  const startX = map.x0 * size + half - 0.5;
  const startY = map.y0 * size + half - 0.5;
  let o = 0;
  for (let row = 0; row < size; row++) {
    const v = row + 0.5 - half;
    const rowX = startX + map.xy * v;
    const rowY = startY + map.yy * v;
    for (let column = 0; column < size; column++) {
      const u = column + 0.5 - half;
      let x = rowX + map.xx * u;
      let y = rowY + map.yx * u;
      x = x < 0 ? 0 : x > last ? last : x;
      y = y < 0 ? 0 : y > last ? last : y;
      const left = x | 0;
      const top = y | 0;
      const fx = ((x - left) * ONE + 0.5) | 0;
      const fy = ((y - top) * ONE + 0.5) | 0;
      const p00 = (top * size + left) * channels;
      const p01 = left < last ? p00 + channels : p00;
      const down = top < last ? size * channels : 0;
      const w11 = fx * fy;
      const w01 = (fx << BITS) - w11;
      const w10 = (fy << BITS) - w11;
      const w00 = (1 << SHIFT) - w01 - w10 - w11;
      const p10 = p00 + down;
      const p11 = p01 + down;
      if (channels !== 3) {
        for (let c = 0; c < channels; c++) {
          const sum =
            source[p00 + c]! * w00 + source[p01 + c]! * w01 + source[p10 + c]! * w10 + source[p11 + c]! * w11;
          out[o++] = (sum + ROUND) >> SHIFT;
        }
        continue;
      }
      // Written out for the three channels: this is the innermost loop, and twice as fast so.
      out[o++] =
        (source[p00]! * w00 + source[p01]! * w01 + source[p10]! * w10 + source[p11]! * w11 + ROUND) >> SHIFT;
      out[o++] =
        (source[p00 + 1]! * w00 +
          source[p01 + 1]! * w01 +
          source[p10 + 1]! * w10 +
          source[p11 + 1]! * w11 +
          ROUND) >>
        SHIFT;
      out[o++] =
        (source[p00 + 2]! * w00 +
          source[p01 + 2]! * w01 +
          source[p10 + 2]! * w10 +
          source[p11 + 2]! * w11 +
          ROUND) >>
        SHIFT;
    }
  }
  return out;
}
