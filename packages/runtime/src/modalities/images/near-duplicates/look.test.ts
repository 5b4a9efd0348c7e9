import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { createRandom } from '../../../random.js';
import { decodeBytes } from '../decode.js';
import { bitCount, colorDifference, hashOf, type Look, lookOf } from './look.js';

const decoding = { size: 32, resize: 'stretch', interpolation: 'bilinear' } as const;
const lookAt = async (image: Buffer): Promise<Look> =>
  lookOf(await decodeBytes(image, 'image', decoding), decoding.size);

/** Random spots, smoothed. */
function photo(name: string, side = 240): Promise<Buffer> {
  const random = createRandom('photo', name);
  const data = Buffer.from(Array.from({ length: 8 * 8 * 3 }, () => random.int(256)));
  return sharp(data, { raw: { width: 8, height: 8, channels: 3 } })
    .resize(side, side, { kernel: 'cubic' })
    .png()
    .toBuffer();
}

const distance = (a: Look, b: Look): number =>
  [0, 1].reduce((sum, i) => sum + bitCount((hashOf(a)[i]! ^ hashOf(b)[i]!) >>> 0), 0);

const changes: Readonly<Record<string, (image: Sharp) => Sharp>> = {
  'compressed as JPEG': (image) => image.jpeg({ quality: 50 }),
  'at half the size': (image) => image.resize(120, 120).png(),
  stretched: (image) => image.resize(300, 180, { fit: 'fill' }).png(),
  darker: (image) => image.linear(0.9, 0).png(),
  blurred: (image) => image.blur(2).png(),
};

test.each(Object.keys(changes))('an image %s looks the same', async (name) => {
  for (const one of ['a', 'b', 'c']) {
    const image = await photo(one);
    const [before, after] = [
      await lookAt(image),
      await lookAt(await changes[name]!(sharp(image)).toBuffer()),
    ];
    expect(distance(before, after)).toBeLessThanOrEqual(3);
    expect(colorDifference(before, after)).toBeLessThan(8);
  }
});

test('other images look different, in shape or in color', async () => {
  const [a, b] = [await photo('a'), await photo('b')];
  expect(distance(await lookAt(a), await lookAt(b))).toBeGreaterThan(12);
  const heart = (color: readonly [number, number, number]): Look => {
    const pixels = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % 32, Math.floor(i / 96)];
      return (x - 15) ** 2 + (y - 12) ** 2 < 120 ? color[i % 3]! : 255;
    });
    return lookOf(pixels, 32);
  };
  const [red, blue] = [heart([220, 30, 30]), heart([30, 30, 220])];
  expect(distance(red, blue)).toBeLessThanOrEqual(3);
  expect(colorDifference(red, blue)).toBeGreaterThan(8);
});

test('a plain image sets no bits, whatever its noise', async () => {
  const random = createRandom('noise');
  const pixels = Uint8Array.from({ length: 32 * 32 * 3 }, () => 200 + random.int(3));
  expect(hashOf(lookOf(pixels, 32))).toEqual([0, 0]);
});

test.each([
  [0, 0],
  [1, 1],
  [0xffffffff, 32],
  [0x80000001, 2],
])('%i has %i bits', (bits, count) => {
  expect(bitCount(bits)).toBe(count);
});
