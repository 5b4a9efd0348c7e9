/** Each change of TrivialAugment beside torchvision's, made to an image of Pillow. */
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../random.js';
import { formulaPixels, sample as sampled } from '../../../testing/formula.js';
import { readGolden } from '../../../testing/goldens.js';
import { augmentPixels } from '../augment.js';
import type { Pixels } from '../pixels.js';
import { sample } from './affine.js';
import { trivialAugment, type Way, ways } from './trivial-augment.js';

interface Golden {
  readonly size: number;
  readonly strengths: number;
  readonly ways: readonly {
    readonly name: keyof typeof ways;
    readonly signed: boolean;
    readonly cases: readonly {
      readonly strength: number;
      readonly sign: number;
      readonly magnitude: number;
      readonly pixels: readonly number[];
      /** Of changes of shape: 255 where nothing of the outside shows. */
      readonly inside?: readonly number[];
    }[];
  }[];
}

const golden = readGolden<Golden>('trivial-augment.json');
const { size } = golden;

const image = (): Pixels => formulaPixels(size).map((value) => value * 0.7 + 30);

test('there are the same changes', () => {
  expect(Object.keys(ways)).toEqual(golden.ways.map(({ name }) => name));
});

describe.each(golden.ways.map((one) => [one.name, one] as const))('%s', (name, { signed, cases }) => {
  const way: Way = ways[name];

  test('has a sign or none, as there', () => {
    expect(way.signed).toBe(signed);
  });

  test.each(cases.map((one) => [one.strength, one.sign, one] as const))(
    'of strength %d and sign %d gives the same pixels',
    (_strength, sign, { strength, magnitude, pixels, inside }) => {
      const expected = name === 'Solarize' ? 255 * magnitude : magnitude;
      expect(way.magnitude(strength)).toBeCloseTo(expected, 10);
      const by = sign * way.magnitude(strength);
      const changed = way.map ? sample(image(), { size, channels: 3 }, way.map(by, size)) : image();
      way.change?.(changed, by, size);
      const ours = sampled(changed, pixels.length);
      const there = pixels.map((value, i) => [value, ours[i]!, inside?.[i] ?? 255] as const);
      const seen = there.filter(([, , within]) => within === 255);
      expect(seen.length).toBeGreaterThan(pixels.length / 6);
      // Ours sample in fixed point.
      const gap = Math.max(...seen.map(([theirs, own]) => Math.abs(theirs - own)));
      expect(gap).toBeLessThanOrEqual(way.map ? 1 : 0);
    },
  );
});

test('an image gets one of them, each equally often, the same for the same keys', () => {
  const kinds = new Map<string, number>();
  for (let i = 0; i < 1400; i++) {
    const draw = () => trivialAugment({ kind: 'trivial_augment' }, { size }, createRandom('trivial', i));
    const { map, change } = draw();
    const kind = map ? 'shape' : change ? 'colour' : 'none';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(draw().map).toEqual(map);
  }
  // Five of fourteen are of the shape, eight of the colours, and one changes nothing.
  expect(kinds.get('shape')! / 1400).toBeCloseTo(5 / 14, 1);
  expect(kinds.get('colour')! / 1400).toBeCloseTo(8 / 14, 1);
  expect(kinds.get('none')! / 1400).toBeCloseTo(1 / 14, 1);
});

test('it is drawn beside other changes, whose own draws stay as they were', () => {
  const flip = { kind: 'flip', horizontal: true, vertical: false } as const;
  const views = Array.from({ length: 40 }, (_, i) => {
    const random = () => createRandom('both', i);
    const alone = augmentPixels(image(), { size }, [flip], random());
    const both = augmentPixels(image(), { size }, [flip, { kind: 'trivial_augment' }], random());
    return [alone, both] as const;
  });
  expect(views.some(([alone, both]) => alone.every((value, at) => value === both[at]))).toBe(true);
  expect(views.some(([alone, both]) => alone.some((value, at) => value !== both[at]))).toBe(true);
});
