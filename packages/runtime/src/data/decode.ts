/**
 * A picture file to square RGB pixels. Turned upright by its EXIF orientation; transparency is laid on white;
 * grey and palette become RGB, 16 bits a channel 8; an embedded colour profile is ignored, as it is by Pillow and
 * so by what the backbones were trained with.
 *
 * Reducing is left to libvips, which works outside of JavaScript's thread and agrees with Pillow; a picture
 * that must be enlarged in either direction goes through `resample`, for which see there.
 */
import { readFile } from 'node:fs/promises';
import { TlpError } from '@tlp/language/diagnostic.js';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { pictureFormat } from './formats.js';
import { MEAN_COLOUR } from './mean-colour.js';
import { type Placement, placePicture, type Resize } from './placement.js';
import { type Interpolation, resample } from './resample.js';
import type { Pixels } from './types.js';
import { MAX_PIXELS, notAPicture, tooLarge, undecodable, unreadable } from './unreadable.js';

export interface DecodeOptions {
  /** Side of the square, pixels. */
  readonly size: number;
  readonly resize: Resize;
  readonly interpolation: Interpolation;
}

/**
 * Changes whenever decoding gives other pixels for the same file: a part of every key under which something made
 * from pixels is stored.
 */
export const DECODER_VERSION = `1/libvips-${sharp.versions.vips}`;

// One thread a picture and many pictures at once is faster than many threads a picture, and its memory is bounded.
sharp.concurrency(1);
sharp.cache(false);

/**
 * @returns RGB, `size × size × 3`.
 * @throws TlpError TLP351 (unreadable), TLP359 (no picture), TLP360 (damaged), TLP362 (too many pixels)
 */
export async function decodePicture(path: string, options: DecodeOptions): Promise<Pixels> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new TlpError([unreadable(path, cause)], 1, { cause });
  });
  return decodeBytes(bytes, path, options);
}

/** The same for a file already in memory; `path` is for messages. */
export async function decodeBytes(bytes: Uint8Array, path: string, options: DecodeOptions): Promise<Pixels> {
  if (pictureFormat(bytes) === null) throw new TlpError([notAPicture(path, bytes.length)]);
  const image = sharp(bytes, { failOn: 'error', limitInputPixels: false, ignoreIcc: true });
  const metadata = await image.metadata().catch(damaged(path));
  const { width, height } = metadata;
  if (width * height > MAX_PIXELS) throw new TlpError([tooLarge(path, width, height)]);
  return toSquare(image, metadata, options).catch(damaged(path));
}

function damaged(path: string): (cause: unknown) => never {
  return (cause) => {
    throw new TlpError([undecodable(path, cause)], 1, { cause });
  };
}

async function toSquare(image: Sharp, metadata: Metadata, options: DecodeOptions): Promise<Pixels> {
  const { width, height } = metadata.autoOrient;
  const { size, resize, interpolation } = options;
  const place = placePicture(width, height, size, resize);
  const upright = image.autoOrient().flatten({ background: 'white' }).toColourspace('srgb');
  const enlarges = place.width > width || place.height > height;
  const kept = enlarges
    ? resample(await rawOf(upright), place.width, place.height, interpolation, place.window).data
    : (await rawOf(reduce(upright, place, interpolation))).data;
  return inSquare(kept, place, size);
}

function reduce(image: Sharp, { width, height, window }: Placement, interpolation: Interpolation): Sharp {
  const kernel = interpolation === 'bicubic' ? 'cubic' : 'linear';
  // Shrinking while decoding saves little here and costs agreement.
  return image.resize(width, height, { fit: 'fill', kernel, fastShrinkOnLoad: false }).extract(window);
}

async function rawOf(image: Sharp) {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`the decoder gave ${info.channels} channels`);
  return { data, width: info.width, height: info.height };
}

function inSquare(kept: Uint8Array, { window, left, top }: Placement, size: number): Pixels {
  if (window.width === size && window.height === size) return new Uint8Array(kept);
  const square = new Uint8Array(size * size * 3);
  for (let i = 0; i < square.length; i++) square[i] = MEAN_COLOUR[i % 3]!;
  const stride = window.width * 3;
  for (let y = 0; y < window.height; y++) {
    square.set(kept.subarray(y * stride, (y + 1) * stride), ((top + y) * size + left) * 3);
  }
  return square;
}
