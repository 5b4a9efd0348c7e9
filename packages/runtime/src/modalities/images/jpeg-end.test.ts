import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from './decode.js';
import { withEndMarker } from './jpeg-end.js';

const side = 24;
const options = { size: side, resize: 'stretch', interpolation: 'bilinear' } as const;

const noise = () => {
  const pixels = Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * i * 31 + i * 7) % 256);
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
};

const kinds = [
  ['baseline', () => noise().jpeg().toBuffer()],
  ['progressive', () => noise().jpeg({ progressive: true }).toBuffer()],
  ['grey', () => noise().toColourspace('b-w').jpeg().toBuffer()],
  ['CMYK', () => noise().toColourspace('cmyk').jpeg().toBuffer()],
] as const;

describe('a JPEG without its end marker', () => {
  it.each(kinds)('is read, all pixels being there: %s', async (_, make) => {
    const whole = await make();
    const pixels = await decodeBytes(whole, 'x', options);
    for (const missing of [1, 2]) {
      expect(await decodeBytes(whole.subarray(0, -missing), 'x', options)).toEqual(pixels);
    }
  });

  it.each(kinds)('is refused where it lacks anything else: %s', async (_, make) => {
    const whole = await make();
    const accepted: number[] = [];
    // All lengths near the end, and some before.
    for (let length = whole.length - 3; length > 2; length -= length > whole.length - 30 ? 1 : 11) {
      const read = await decodeBytes(whole.subarray(0, length), 'x', options).catch(() => null);
      if (read) accepted.push(length);
    }
    expect(accepted).toEqual([]);
  });

  it('is no other file', async () => {
    const whole = await noise().jpeg().toBuffer();
    const png = await noise().png().toBuffer();
    for (const other of [whole, png, png.subarray(0, -2), whole.subarray(0, 2), new Uint8Array()]) {
      expect(withEndMarker(other)).toBeNull();
    }
  });
});
