import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from './decode.js';

interface Golden {
  readonly name: string;
  readonly size: number;
  /** The file, base64. */
  readonly jpeg: string;
  /** Pillow's RGB, base64. */
  readonly pixels: string;
}

const goldens = JSON.parse(
  readFileSync(new URL('goldens/cmyk.json', import.meta.url), 'utf8'),
) as readonly Golden[];
const bytes = (text: string) => Buffer.from(text, 'base64');

describe('printing inks become the RGB that Pillow makes of them', () => {
  it.each(goldens.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const options = { size: golden.size, resize: 'stretch', interpolation: 'bilinear' } as const;
    const pixels = await decodeBytes(bytes(golden.jpeg), 'x', options);
    const expected = bytes(golden.pixels);
    const differences = pixels.map((value, i) => Math.abs(value - expected[i]!));
    // The two libraries round the cosine transform differently.
    expect(Math.max(...differences)).toBeLessThanOrEqual(2);
  });

  it('turned upright', async () => {
    const [{ jpeg, size, pixels }] = goldens as [Golden];
    const whole = bytes(jpeg);
    // An EXIF segment of one entry, the orientation 6: shown turned clockwise.
    const exif = Buffer.from(
      'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001' + '00060000' + '00000000',
      'hex',
    );
    const turned = Buffer.concat([whole.subarray(0, 2), exif, whole.subarray(2)]);
    const shown = await decodeBytes(turned, 'x', { size, resize: 'stretch', interpolation: 'bilinear' });
    const expected = bytes(pixels);
    const [x, y] = [3, 1];
    const from = 3 * ((size - 1 - x) * size + y);
    for (let c = 0; c < 3; c++) {
      expect(Math.abs(shown[3 * (y * size + x) + c]! - expected[from + c]!)).toBeLessThanOrEqual(2);
    }
  });
});
