import { crc32 } from 'node:zlib';
import { TlpError } from '@tlp/language/diagnostic.js';
import { imageFormat, imageFormats } from '@tlp/language/modalities/images/image-formats.js';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { decodeBytes } from './decode.js';
import { MEAN_COLOUR } from './mean-colour.js';

const at2 = { size: 2, resize: 'stretch', interpolation: 'bilinear' } as const;

/** Two rows, two columns: red, green, blue, black. */
const FOUR = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0]);
const four = () => sharp(FOUR, { raw: { width: 2, height: 2, channels: 3 } });
const solid = (width: number, height: number, background: string | object) =>
  sharp({ create: { width, height, channels: 4, background } });

async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(TlpError);
  return (error as TlpError).diagnostics.map((d) => d.code);
}

describe('decodeBytes gives RGB', () => {
  it.each([
    ['PNG', () => four().png().toBuffer()],
    ['PNG with palette', () => four().png({ palette: true }).toBuffer()],
    ['PNG of 16 bits', () => four().toColourspace('rgb16').png().toBuffer()],
    ['lossless WebP', () => four().webp({ lossless: true }).toBuffer()],
    ['TIFF', () => four().tiff({ compression: 'none' }).toBuffer()],
    ['TIFF packed by LZW', () => four().tiff({ compression: 'lzw' }).toBuffer()],
    ['TIFF of 16 bits', () => four().toColourspace('rgb16').tiff({ compression: 'deflate' }).toBuffer()],
    ['TIFF in tiles', () => four().tiff({ tile: true, compression: 'lzw' }).toBuffer()],
    ['GIF', () => four().gif({ dither: 0 }).toBuffer()],
    ['interlaced PNG', () => four().png({ progressive: true }).toBuffer()],
  ])('of %s', async (_, make) => {
    expect(Buffer.from(await decodeBytes(await make(), 'x', at2))).toEqual(FOUR);
  });

  it.each([
    ['grey with alpha', () => solid(2, 2, '#5a5a5a').toColourspace('b-w').png().toBuffer(), [90, 90, 90]],
    [
      '16 bits with alpha',
      () => solid(2, 2, '#102030').toColourspace('rgb16').png().toBuffer(),
      [16, 32, 48],
    ],
    [
      'one bit a pixel',
      () => solid(2, 2, 'white').png({ palette: true, colours: 2 }).toBuffer(),
      [255, 255, 255],
    ],
    ['an AVIF', () => solid(2, 2, '#5a5a5a').avif({ quality: 100 }).toBuffer(), [90, 90, 90]],
    ['a GIF with a transparent colour', () => solid(2, 2, '#00000000').gif().toBuffer(), [255, 255, 255]],
    ['a lossy WebP', () => solid(2, 2, '#5a5a5a').webp().toBuffer(), [90, 90, 90]],
    ['a grey JPEG', () => solid(2, 2, '#5a5a5a').toColourspace('b-w').jpeg().toBuffer(), [90, 90, 90]],
  ] as const)('of %s', async (_, make, expected) => {
    const pixels = await decodeBytes(await make(), 'x', at2);
    expect(pixels).toHaveLength(12);
    for (let c = 0; c < 3; c++) expect(Math.abs(pixels[c]! - expected[c]!)).toBeLessThanOrEqual(2);
  });

  it.each([
    ['grey', 'b-w'],
    ['grey of 16 bits', 'grey16'],
  ] as const)('of %s', async (_, space) => {
    const ramp = Buffer.from([0, 100, 200, 255]);
    const png = await sharp(ramp, { raw: { width: 2, height: 2, channels: 1 } })
      .toColourspace(space)
      .png()
      .toBuffer();
    const grey = await sharp(png).metadata();
    expect(grey.channels).toBe(1);
    const pixels = await decodeBytes(png, 'x', at2);
    expect([...pixels]).toEqual([0, 0, 0, 100, 100, 100, 200, 200, 200, 255, 255, 255]);
  });

  it.each([
    ['nothing', 0, [255, 255, 255]],
    ['half', 0.5, [255, 127, 127]],
    ['all', 1, [255, 0, 0]],
  ])('of alpha laid on white, %s of it opaque', async (_, alpha, expected) => {
    const png = await solid(2, 2, { r: 255, g: 0, b: 0, alpha }).png().toBuffer();
    const pixels = await decodeBytes(png, 'x', at2);
    for (let c = 0; c < 3; c++) expect(Math.abs(pixels[c]! - expected[c]!)).toBeLessThanOrEqual(1);
  });

  it('of a JPEG turned by EXIF', async () => {
    const wide = await sharp({ create: { width: 16, height: 8, channels: 3, background: 'white' } })
      .composite([{ input: await solid(8, 8, 'black').png().toBuffer(), left: 0, top: 0 }])
      .jpeg({ quality: 100 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    // Orientation 6 is shown turned clockwise: what was left is on top.
    const pixels = await decodeBytes(wide, 'x', { ...at2, size: 8 });
    expect(pixels[0]).toBeLessThan(20);
    expect(pixels[7 * 3]).toBeLessThan(20);
    expect(pixels.at(-1)).toBeGreaterThan(235);
  });
});

describe('decodeBytes makes a square', () => {
  const striped = () =>
    // 40 × 10: ten columns of red, twenty of green, ten of blue.
    sharp({ create: { width: 40, height: 10, channels: 3, background: 'lime' } })
      .composite([
        { input: { create: { width: 10, height: 10, channels: 3, background: 'red' } }, left: 0, top: 0 },
        { input: { create: { width: 10, height: 10, channels: 3, background: 'blue' } }, left: 30, top: 0 },
      ])
      .png()
      .toBuffer();

  it.each([
    ['stretch', 8, [255, 0, 0], [0, 0, 255]],
    ['crop', 8, [0, 255, 0], [0, 255, 0]],
    ['crop', 16, [0, 255, 0], [0, 255, 0]],
    ['pad', 8, MEAN_COLOUR, MEAN_COLOUR],
    ['pad', 80, MEAN_COLOUR, MEAN_COLOUR],
  ] as const)('by %s at %i px', async (resize, size, first, last) => {
    const pixels = await decodeBytes(await striped(), 'x', { ...at2, size, resize });
    expect(pixels).toHaveLength(size * size * 3);
    expect([...pixels.subarray(0, 3)]).toEqual([...first]);
    expect([...pixels.subarray(-3)]).toEqual([...last]);
    // The row through the middle is the image's in every way.
    const middle = ((size / 2) * size + size / 2) * 3;
    expect([...pixels.subarray(middle, middle + 3)]).toEqual([0, 255, 0]);
  });

  it('of a line a thousand times as long as wide, without an image of that size', async () => {
    const line = await solid(20_000, 1, 'red').png().toBuffer();
    for (const resize of ['stretch', 'crop', 'pad'] as const) {
      const pixels = await decodeBytes(line, 'x', { ...at2, size: 64, resize });
      expect(pixels).toHaveLength(64 * 64 * 3);
    }
  });
});

test('the decoder reads every format that counts as an image in a folder', async () => {
  const written: Readonly<Record<string, Parameters<Sharp['toFormat']>[0]>> = {
    PNG: 'png',
    JPEG: 'jpeg',
    WebP: 'webp',
    TIFF: 'tiff',
    GIF: 'gif',
    AVIF: 'avif',
  };
  for (const { name } of imageFormats) {
    const bytes = await solid(4, 4, 'white').toFormat(written[name]!).toBuffer();
    expect(imageFormat(bytes)?.name).toBe(name);
    expect([name, ...(await decodeBytes(bytes, 'x', at2))]).toEqual([name, ...Array(12).fill(255)]);
  }
});

describe('decodeBytes refuses', () => {
  const noise = async () =>
    sharp({
      create: { width: 200, height: 200, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 50 } },
    } as never)
      .jpeg()
      .toBuffer();

  it.each([
    ['a text file', 'TLP359', async () => Buffer.from('<!doctype html>')],
    ['an empty file', 'TLP359', async () => Buffer.alloc(0)],
    ['a BMP', 'TLP359', async () => Buffer.from('BM6\0\0\0')],
    [
      'a TIFF of floats',
      'TLP359',
      async () => four().toColourspace('scrgb').tiff({ compression: 'none' }).toBuffer(),
    ],
    ['a truncated TIFF', 'TLP360', async () => (await four().tiff().toBuffer()).subarray(0, 60)],
    ['a truncated JPEG', 'TLP360', async () => (await noise()).subarray(0, 5000)],
    ['a JPEG of its first bytes', 'TLP360', async () => (await noise()).subarray(0, 20)],
    ['a truncated PNG', 'TLP360', async () => (await four().png().toBuffer()).subarray(0, 60)],
  ])('%s', async (_, code, make) => {
    expect(await codesOf(decodeBytes(await make(), 'x', at2))).toEqual([code]);
  });

  it('an image of 30,000 × 30,000 pixels, before decoding it', async () => {
    const jpeg = await four().jpeg().toBuffer();
    // Height and width stand five bytes behind the marker of the frame (ITU T.81, B.2.2).
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(30_000, frame + 5);
    jpeg.writeUInt16BE(30_000, frame + 7);
    const before = process.memoryUsage().rss;
    expect(await codesOf(decodeBytes(jpeg, 'x', at2))).toEqual(['TLP362']);
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
  });

  it('an image of one column of 99 million pixels, before decoding it', async () => {
    const png = await four().png().toBuffer();
    // Width and height stand behind length and type of the first chunk, its checksum behind 13 bytes of data.
    png.writeUInt32BE(1, 16);
    png.writeUInt32BE(99_000_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    expect(await codesOf(decodeBytes(png, 'x', at2))).toEqual(['TLP362']);
  });
});
