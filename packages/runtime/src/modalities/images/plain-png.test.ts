import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { laidOn } from './channels.js';
import { decodeBytes } from './decode.js';
import { plainPngSize } from './plain-png.js';

const pixels = Uint8Array.from({ length: 37 * 23 * 4 }, (_, i) => (i * 7919) >> 3);
const image = () => sharp(pixels, { raw: { width: 37, height: 23, channels: 4 } });
const size = { width: 37, height: 23 };

describe('plainPngSize', () => {
  it.each([
    ['a PNG', () => image().png().toBuffer(), size],
    ['one with a palette', () => image().png({ palette: true, colours: 16 }).toBuffer(), size],
    ['one of 16 bits', () => image().toColourspace('rgb16').png().toBuffer(), null],
    ['one that is turned', () => image().png().withMetadata({ orientation: 6 }).toBuffer(), null],
    ['a part of one', async () => (await image().png().toBuffer()).subarray(0, -5), null],
    ['a JPEG', () => image().flatten().jpeg().toBuffer(), null],
    ['nothing', async () => Buffer.alloc(0), null],
  ] as const)('of %s', async (_, make, expected) => {
    expect(plainPngSize(await make())).toEqual(expected);
  });
});

it('lays 8 bits on a background as libvips does, whatever the color and alpha', async () => {
  const all = Buffer.alloc(256 * 256 * 4);
  for (let i = 0; i < 256 * 256; i++) all.set([i & 255, 255 - (i & 255), (i * 7) & 255, i >> 8], 4 * i);
  const png = await sharp(all, { raw: { width: 256, height: 256, channels: 4 } })
    .png()
    .toBuffer();
  for (const background of ['white', 'black'] as const) {
    const flat = await sharp(png).flatten({ background }).raw().toBuffer();
    expect(Buffer.compare(laidOn(all, background), flat)).toBe(0);
  }
});

it('turns a PNG upright that says how', async () => {
  const turned = await image().png().withMetadata({ orientation: 6 }).toBuffer();
  const upright = await image().rotate(90).png().toBuffer();
  const at64 = { size: 64, resize: 'stretch', interpolation: 'bicubic' } as const;
  expect(await decodeBytes(turned, 'x', at64)).toEqual(await decodeBytes(upright, 'x', at64));
});
