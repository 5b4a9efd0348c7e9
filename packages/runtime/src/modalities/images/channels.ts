/** Pixels of one to four channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha. Alpha is straight, 255 opaque. */
import { MEAN_COLOUR } from './mean-colour.js';
import type { Pixels } from './pixels.js';

/** RGB to gray as Pillow's `convert('L')` has it (`L24` in src/libImaging/Convert.c): ITU-R BT.601, in fixed point. */
export const grayOf = (r: number, g: number, b: number): number =>
  (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;

export const hasAlpha = (channels: number): boolean => channels % 2 === 0;

/** @param rgb interleaved. @param alpha a value a pixel; opaque where it is left out */
export function toChannels(rgb: Pixels, channels: number, alpha?: Uint8Array): Pixels {
  if (channels === 3) return rgb;
  const count = rgb.length / 3;
  const out = new Uint8Array(count * channels);
  for (let i = 0; i < count; i++) {
    const [r, g, b] = [rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!];
    if (channels < 3) out[i * channels] = grayOf(r, g, b);
    else out.set([r, g, b], i * channels);
    if (hasAlpha(channels)) out[(i + 1) * channels - 1] = alpha?.[i] ?? 255;
  }
  return out;
}

/** The colors alone, a gray one three times. */
export function toRgb(pixels: Pixels, channels: number): Pixels {
  if (channels === 3) return pixels;
  const count = pixels.length / channels;
  const rgb = new Uint8Array(count * 3);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let i = 0; i < count; i++) {
    rgb[3 * i] = pixels[i * channels]!;
    rgb[3 * i + 1] = pixels[i * channels + green]!;
    rgb[3 * i + 2] = pixels[i * channels + blue]!;
  }
  return rgb;
}

export type Background = 'white' | 'black';

/** RGB and alpha laid on a plain background, rounded as libvips does (`vips_flatten` of 8 bits). */
export function laidOn(rgba: Pixels, background: Background): Pixels {
  const count = rgba.length / 4;
  const behind = background === 'white' ? 255 : 0;
  const rgb = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) {
    const alpha = rgba[4 * i + 3]!;
    const rest = behind * (255 - alpha);
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = (rgba[4 * i + c]! * alpha + rest) / 255;
  }
  return rgb;
}

/** What fills a place that is no part of the image: the mean color, transparent. */
export const fillOf = (channels: number): Pixels =>
  toChannels(Uint8Array.from(MEAN_COLOUR), channels, new Uint8Array(1));

export const alphaOf = (pixels: Pixels, channels: number): Uint8Array =>
  Uint8Array.from({ length: pixels.length / channels }, (_, i) => pixels[(i + 1) * channels - 1]!);
