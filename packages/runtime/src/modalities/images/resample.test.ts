import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from './decode.js';
import { type Interpolation, type Raster, resample } from './resample.js';

interface Golden {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly interpolation: Interpolation;
  readonly sha256: string;
}

/** Made by `tools/goldens/resample.py` with Pillow. */
const goldens = JSON.parse(
  readFileSync(new URL('./goldens/resample.json', import.meta.url), 'utf8'),
) as Golden[];

/** The same formula as in the script. */
function madeImage(width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) data[i++] = x * 7 + y * 13 + c * 31 + Math.floor(((x * y) ^ (x << 2)) / 5);
  return { data, width, height };
}

describe('resample', () => {
  it.each(goldens)('$from to $to, $interpolation, is Pillow to the bit', (golden) => {
    const { data } = resample(madeImage(...golden.from), ...golden.to, golden.interpolation);
    expect(createHash('sha256').update(data).digest('hex')).toBe(golden.sha256);
  });

  it.each(['bilinear', 'bicubic'] as const)('computes a window of the whole, %s', (interpolation) => {
    const source = madeImage(40, 30);
    const whole = resample(source, 90, 60, interpolation);
    const window = { left: 17, top: 5, width: 20, height: 31 };
    const part = resample(source, 90, 60, interpolation, window);
    for (let y = 0; y < window.height; y++) {
      const start = ((window.top + y) * 90 + window.left) * 3;
      expect(part.data.subarray(y * 60, (y + 1) * 60)).toEqual(whole.data.subarray(start, start + 60));
    }
  });
});

describe('reducing by libvips', () => {
  it.each([
    [300, 300, 128],
    [512, 384, 224],
    [1000, 700, 128],
    [1200, 1200, 128],
  ])('%i × %i to %i px agrees with Pillow', async (width, height, size) => {
    // A smooth image with some edges, as photographs are.
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < data.length; i++) {
      const x = (Math.floor(i / 3) % width) / width;
      const y = Math.floor(i / 3 / width) / height;
      const edge = (x - 0.5) ** 2 + (y - 0.4) ** 2 < 0.07 ? 60 : 0;
      data[i] = 90 + edge + 50 * Math.sin(9 * x + (i % 3)) * Math.cos(7 * y) + 20 * Math.sin(80 * x * y);
    }
    const png = await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    for (const interpolation of ['bilinear', 'bicubic'] as const) {
      const pixels = await decodeBytes(png, 'x', { size, resize: 'stretch', interpolation });
      const expected = resample({ data, width, height }, size, size, interpolation).data;
      let sum = 0;
      for (let i = 0; i < pixels.length; i++) sum += Math.abs(pixels[i]! - expected[i]!);
      // Each of its averages over whole pixels rounds up, which brings half a level of 255.
      expect(sum / pixels.length).toBeLessThan(0.6);
    }
  });
});
