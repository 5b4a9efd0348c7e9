/**
 * Random changes of training images. Those of shape become one map and one resampling, whatever their number, so
 * that nothing is blurred twice; then come the changes of colour; then what is erased. Within each stage the order
 * is the pipeline's.
 *
 * It works on pixels already at the network's size: decoded once, kept small in memory, any number of views. The
 * price is that `crop` and a `zoom` above 1 enlarge these pixels instead of reading finer ones from the file.
 */
import type { Augmentation } from '@tlp/language/modalities/images/augmentations.js';
import type { Random } from '../../random.js';
import { type Affine, compose, IDENTITY, sample } from './augment/affine.js';
import { brightness } from './augment/brightness.js';
import { contrast } from './augment/contrast.js';
import { crop } from './augment/crop.js';
import { erase } from './augment/erase.js';
import { flip } from './augment/flip.js';
import { hue } from './augment/hue.js';
import type { ChangePixels, DrawAffine, DrawChange, DrawnChange, Kind } from './augment/kinds.js';
import { rotate } from './augment/rotate.js';
import { saturation } from './augment/saturation.js';
import { translate } from './augment/translate.js';
import { trivialAugment } from './augment/trivial-augment.js';
import { zoom } from './augment/zoom.js';
import { alphaOf, hasAlpha, toChannels, toRgb } from './channels.js';
import type { Pixels } from './pixels.js';

type Entry<K extends Kind> =
  | { readonly stage: 'shape'; readonly draw: DrawAffine<K> }
  | { readonly stage: 'shape or colour'; readonly draw: DrawChange<K> }
  | { readonly stage: 'colour' | 'cover'; readonly change: ChangePixels<K> };

/** Every kind of the language has its entry. */
const AUGMENTATIONS: { readonly [K in Kind]: Entry<K> } = {
  flip: { stage: 'shape', draw: flip },
  rotate: { stage: 'shape', draw: rotate },
  zoom: { stage: 'shape', draw: zoom },
  crop: { stage: 'shape', draw: crop },
  translate: { stage: 'shape', draw: translate },
  brightness: { stage: 'colour', change: brightness },
  contrast: { stage: 'colour', change: contrast },
  saturation: { stage: 'colour', change: saturation },
  hue: { stage: 'colour', change: hue },
  erase: { stage: 'cover', change: erase },
  trivial_augment: { stage: 'shape or colour', draw: trivialAugment },
};

/** Changes whenever an augmentation gives other pixels for the same draw: part of the keys of stored features. */
export const AUGMENT_VERSION = 1;

export interface PixelForm {
  readonly size: number;
  /** Defaults to 3. */
  readonly channels?: number;
}

/**
 * A changed copy of `pixels` (`size × size × channels`). What is drawn depends on `random` and `augmentations` alone.
 * Changes of color are made to the colors, a gray one like a color of three equal channels, and leave alpha as it is.
 */
export function augmentPixels(
  pixels: Pixels,
  { size, channels = 3 }: PixelForm,
  augmentations: readonly Augmentation[],
  random: Random,
): Pixels {
  // What is of the shape is drawn before what is of the colours.
  const drawn = augmentations.map((augmentation) => drawShape(augmentation, size, random));
  // The first change happens to the source, so its map is applied last.
  const map = drawn.reduce((whole, { map: own }) => (own ? compose(whole, own) : whole), IDENTITY);
  const moved = isIdentity(map) ? pixels.slice() : sample(pixels, { size, channels }, map);
  const change = (stage: 'colour' | 'cover', changed: Pixels, of: number) => {
    for (const [i, augmentation] of augmentations.entries()) {
      const entry = entryOf(augmentation);
      if (entry.stage === stage) entry.change(changed, { size, channels: of }, augmentation, random);
      if (stage === 'colour') drawn[i]!.change?.(changed);
    }
  };
  const result = changeColours(moved, channels, (rgb) => change('colour', rgb, 3));
  change('cover', result, channels);
  return result;
}

function drawShape(augmentation: Augmentation, size: number, random: Random): DrawnChange {
  const entry = entryOf(augmentation);
  if (entry.stage === 'shape') return { map: entry.draw(augmentation, random) };
  return entry.stage === 'shape or colour' ? entry.draw(augmentation, { size }, random) : {};
}

/** @param change of RGB, in place */
function changeColours(pixels: Pixels, channels: number, change: (rgb: Pixels) => void): Pixels {
  const rgb = toRgb(pixels, channels);
  change(rgb);
  return toChannels(rgb, channels, hasAlpha(channels) ? alphaOf(pixels, channels) : undefined);
}

/** The table's type ties each function to its kind; a looked-up entry has lost which kind that was. */
function entryOf<K extends Kind>({ kind }: { readonly kind: K }): Entry<Kind> {
  return AUGMENTATIONS[kind] as unknown as Entry<Kind>;
}

function isIdentity({ xx, xy, x0, yx, yy, y0 }: Affine): boolean {
  return xx === 1 && yy === 1 && xy === 0 && yx === 0 && x0 === 0 && y0 === 0;
}
