import type { Augmentation } from '@tlp/language/modalities/images/augmentations.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../random.js';
import { augmentPixels } from './augment.js';
import { MEAN_COLOUR } from './mean-colour.js';
import type { Pixels } from './pixels.js';

const SIZE = 16;

function madePixels(size = SIZE): Pixels {
  const random = createRandom('pixels');
  return Uint8Array.from({ length: size * size * 3 }, () => random.int(256));
}

/** Draws that are the same share of every range. */
function always(share: number): Random {
  return {
    next: () => share,
    uniform: (low, high) => low + (high - low) * share,
    int: (n) => Math.floor(share * n),
    normal: () => 0,
    shuffle: (array) => array,
  };
}

const at = (pixels: Pixels, x: number, y: number, size = SIZE) => [
  ...pixels.subarray((y * size + x) * 3, (y * size + x) * 3 + 3),
];

const ALL: readonly Augmentation[] = [
  { kind: 'flip', horizontal: true, vertical: true },
  { kind: 'rotate', degrees: 20 },
  { kind: 'zoom', min: 0.8, max: 1.2 },
  { kind: 'crop', minArea: 0.3, maxArea: 1 },
  { kind: 'translate', x: 0.1, y: 0.2 },
  { kind: 'brightness', amount: 0.2 },
  { kind: 'contrast', amount: 0.3 },
  { kind: 'saturation', amount: 0.4 },
  { kind: 'hue', amount: 0.1 },
  { kind: 'erase', probability: 0.5, minArea: 0.05, maxArea: 0.3 },
];

describe('augmentPixels', () => {
  it('without augmentations gives a copy', () => {
    const pixels = madePixels();
    const result = augmentPixels(pixels, { size: SIZE }, [], always(0));
    expect(result).toEqual(pixels);
    expect(result.buffer).not.toBe(pixels.buffer);
  });

  it.each(ALL)('$kind changes a copy, within 0..255, and leaves its input alone', (augmentation) => {
    const pixels = madePixels();
    const before = pixels.slice();
    const result = augmentPixels(pixels, { size: SIZE }, [augmentation], createRandom('draw', 3));
    expect(pixels).toEqual(before);
    expect(result).toHaveLength(pixels.length);
    const changed = Array.from({ length: 8 }, (_, i) =>
      augmentPixels(pixels, { size: SIZE }, [augmentation], createRandom('draw', i)),
    ).filter((view) => Buffer.compare(view, pixels) !== 0);
    expect(changed.length).toBeGreaterThan(0);
  });

  it('depends on what is drawn, and on nothing else', () => {
    const pixels = madePixels();
    const view = (seed: number, hash: string, epoch: number) =>
      Buffer.from(augmentPixels(pixels, { size: SIZE }, ALL, createRandom(seed, hash, epoch))).toString(
        'hex',
      );
    const properties = fc.property(fc.nat(), fc.string(), fc.nat(1000), (seed, hash, epoch) => {
      expect(view(seed, hash, epoch)).toBe(view(seed, hash, epoch));
    });
    fc.assert(properties, { numRuns: 20, seed: 1 });
    const views = [view(1, 'a', 1), view(2, 'a', 1), view(1, 'b', 1), view(1, 'a', 2)];
    expect(new Set(views).size).toBe(4);
  });

  it('keeps an image of one colour, whatever is done to its shape', () => {
    const grey = new Uint8Array(SIZE * SIZE * 3).fill(77);
    const shapes = ALL.slice(0, 5);
    for (let i = 0; i < 20; i++)
      expect(augmentPixels(grey, { size: SIZE }, shapes, createRandom('grey', i))).toEqual(grey);
  });
});

describe('the change of', () => {
  const pixels = madePixels();

  it('flip mirrors exactly, and twice gives the image back', () => {
    const flip: Augmentation = { kind: 'flip', horizontal: true, vertical: false };
    const once = augmentPixels(pixels, { size: SIZE }, [flip], always(0));
    expect(at(once, 0, 3)).toEqual(at(pixels, SIZE - 1, 3));
    expect(augmentPixels(once, { size: SIZE }, [flip], always(0))).toEqual(pixels);
    expect(augmentPixels(pixels, { size: SIZE }, [flip, flip], always(0))).toEqual(pixels);
    expect(augmentPixels(pixels, { size: SIZE }, [flip], always(0.9))).toEqual(pixels);
    const both = augmentPixels(pixels, { size: SIZE }, [{ ...flip, vertical: true }], always(0));
    expect(at(both, 0, 0)).toEqual(at(pixels, SIZE - 1, SIZE - 1));
  });

  it('rotate by 90° moves corners to corners', () => {
    const turned = augmentPixels(
      pixels,
      { size: SIZE },
      [{ kind: 'rotate', degrees: 90 }],
      always(1 - 2 ** -40),
    );
    const corners = [at(pixels, 0, 0), at(pixels, SIZE - 1, 0), at(pixels, SIZE - 1, SIZE - 1)];
    const places = [at(turned, 0, SIZE - 1), at(turned, 0, 0), at(turned, SIZE - 1, 0)];
    expect(places).toEqual(corners);
  });

  it('translate shifts by whole pixels exactly and repeats the edge', () => {
    const shifted = augmentPixels(pixels, { size: SIZE }, [{ kind: 'translate', x: 0.25, y: 0 }], always(0));
    expect(at(shifted, 5, 7)).toEqual(at(pixels, 1, 7));
    expect(at(shifted, 0, 7)).toEqual(at(pixels, 0, 7));
  });

  it('zoom by 2 shows the middle half', () => {
    const ramp = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => 10 * (Math.floor(i / 3) % SIZE));
    const zoomed = augmentPixels(ramp, { size: SIZE }, [{ kind: 'zoom', min: 2, max: 2 }], always(0));
    // Column x shows the place 4 + (x + 0.5) / 2 - 0.5.
    for (let x = 0; x < SIZE; x++) expect(at(zoomed, x, 8)[0]).toBe(Math.round(10 * (3.75 + x / 2)));
  });

  it('crop stays inside the image', () => {
    const ramp = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => 10 * (Math.floor(i / 3) % SIZE));
    const quarter: Augmentation = { kind: 'crop', minArea: 0.25, maxArea: 0.25 };
    for (let i = 0; i < 50; i++) {
      const row = augmentPixels(ramp, { size: SIZE }, [quarter], createRandom('crop', i));
      const width = (at(row, SIZE - 1, 0)[0]! - at(row, 0, 0)[0]!) / 10;
      expect(width).toBeGreaterThan(SIZE * 0.5 * Math.sqrt(3 / 4) - 1.7);
      expect(width).toBeLessThan(SIZE * 0.5 * Math.sqrt(4 / 3) + 0.1);
    }
  });

  it.each([
    ['brightness', 0, [60, 30, 90]],
    ['contrast', 0, [80, 65, 95]],
    ['saturation', 0, [72, 57, 87]],
    ['hue', 0.5, [120, 60, 180]],
  ] as const)('%s has the expected colour', (kind, share, expected) => {
    // One colour, so that the mean grey is its luma, 0.299·120 + 0.587·60 + 0.114·180 = 91.62.
    const colour = Uint8Array.from({ length: 12 }, (_, i) => [120, 60, 180][i % 3]!);
    const result = augmentPixels(colour, { size: 2 }, [{ kind, amount: 0.5 }], always(share));
    const grey = 91.62;
    const want =
      kind === 'contrast' || kind === 'saturation'
        ? [120, 60, 180].map((v) => Math.round(grey + (v - grey) / 2))
        : expected;
    expect(at(result, 0, 0, 2)).toEqual([...want]);
  });

  it('hue by a third of the circle moves the channels round', () => {
    const red = Uint8Array.from([200, 40, 40]);
    const [forth, back] = [1, 0].map((share) =>
      augmentPixels(red, { size: 1 }, [{ kind: 'hue', amount: 1 / 3 }], always(share)),
    );
    expect([...forth!]).toEqual([40, 200, 40]);
    expect([...back!]).toEqual([40, 40, 200]);
  });

  it('erase covers the share of the area with the mean colour', () => {
    const size = 40;
    const black = new Uint8Array(size * size * 3);
    for (let i = 0; i < 20; i++) {
      const erase: Augmentation = { kind: 'erase', probability: 1, minArea: 0.2, maxArea: 0.2 };
      const result = augmentPixels(black, { size }, [erase], createRandom('erase', i));
      const covered = result.filter((value, j) => j % 3 === 0 && value === MEAN_COLOUR[0]).length;
      expect(Math.abs(covered / (size * size) - 0.2)).toBeLessThan(0.03);
    }
  });

  it('erase leaves images alone as often as it should', () => {
    const erase: Augmentation = { kind: 'erase', probability: 0.3, minArea: 0.1, maxArea: 0.2 };
    const erased = Array.from({ length: 500 }, (_, i) =>
      augmentPixels(pixels, { size: SIZE }, [erase], createRandom('often', i)),
    ).filter((result) => Buffer.compare(result, pixels) !== 0).length;
    expect(erased / 500).toBeGreaterThan(0.24);
    expect(erased / 500).toBeLessThan(0.36);
  });
});
