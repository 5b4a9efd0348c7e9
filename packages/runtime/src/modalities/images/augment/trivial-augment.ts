/**
 * TrivialAugment (Müller and Hutter 2021, arXiv:2103.10158) as torchvision 0.24 has it, `TrivialAugmentWide`: one change an image, each
 * equally often, of a strength that is drawn evenly. Changes of shape are sampled as all of ours are, bilinear and with the edge
 * going on, where torchvision takes the nearest pixel and fills with black.
 */
import type { Random } from '../../../random.js';
import type { Pixels } from '../pixels.js';
import { type Affine, IDENTITY, translation } from './affine.js';
import type { DrawChange } from './kinds.js';
import {
  autoContrast,
  enhanceBrightness,
  enhanceColour,
  enhanceContrast,
  enhanceSharpness,
  equalize,
  posterize,
  solarize,
} from './pillow-changes.js';

/** Strengths of a change: 0 to 30. */
const STRENGTHS = 31;

/** As `torch.linspace` has it, from both ends with a step in float32: a strength of 16 px is 15.999999, which torchvision cuts to 15. */
function between(from: number, to: number): (strength: number) => number {
  const f = Math.fround;
  const [first, end, last] = [f(from), f(to), STRENGTHS - 1];
  const step = f(f(end - first) / last);
  return (strength) =>
    f(strength < Math.floor(STRENGTHS / 2) ? first + step * strength : end - step * (last - strength));
}

const upTo = (most: number) => between(0, most);

export interface Way {
  /** What is drawn, of a strength. */
  readonly magnitude: (strength: number) => number;
  /** Whether its sign is drawn too. */
  readonly signed: boolean;
  readonly map?: (magnitude: number, size: number) => Affine;
  readonly change?: (pixels: Pixels, magnitude: number, size: number) => void;
}

const none = { magnitude: () => 0, signed: false } as const;
const enhanced = (change: (pixels: Pixels, factor: number, size: number) => void): Way => ({
  magnitude: upTo(0.99),
  signed: true,
  change: (pixels, magnitude, size) => change(pixels, 1 + magnitude, size),
});

/** By torchvision's names. */
export const ways = {
  Identity: none,
  // About the upper left corner, as in AutoAugment.
  ShearX: { magnitude: upTo(0.99), signed: true, map: (by) => ({ ...IDENTITY, xy: by, x0: by / 2 }) },
  ShearY: { magnitude: upTo(0.99), signed: true, map: (by) => ({ ...IDENTITY, yx: by, y0: by / 2 }) },
  TranslateX: {
    magnitude: upTo(32),
    signed: true,
    map: (by, size) => translation(-Math.trunc(by) / size, 0),
  },
  TranslateY: {
    magnitude: upTo(32),
    signed: true,
    map: (by, size) => translation(0, -Math.trunc(by) / size),
  },
  Rotate: {
    magnitude: upTo(135),
    signed: true,
    map(degrees) {
      const angle = (degrees * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      return { xx: cos, xy: -sin, x0: 0, yx: sin, yy: cos, y0: 0 };
    },
  },
  Brightness: enhanced(enhanceBrightness),
  Color: enhanced(enhanceColour),
  Contrast: enhanced(enhanceContrast),
  Sharpness: enhanced(enhanceSharpness),
  Posterize: { magnitude: (strength) => Math.round(8 - strength / 5), signed: false, change: posterize },
  Solarize: { magnitude: (strength) => 255 * between(1, 0)(strength), signed: false, change: solarize },
  AutoContrast: { ...none, change: autoContrast },
  Equalize: { ...none, change: equalize },
} as const satisfies Readonly<Record<string, Way>>;

const all: readonly Way[] = Object.values(ways);

export const trivialAugment: DrawChange<'trivial_augment'> = (_, { size }, random: Random) => {
  const { magnitude, signed, map, change } = all[random.int(all.length)]!;
  const strength = magnitude(random.int(STRENGTHS));
  const by = signed && random.next() < 0.5 ? -strength : strength;
  return {
    ...(map && { map: map(by, size) }),
    ...(change && { change: (pixels: Pixels) => change(pixels, by, size) }),
  };
};
