/** What an augmentation of one kind is made of. */
import type { Augmentation } from '@tlp/language/modalities/images/augmentations.js';
import type { Random } from '../../../random.js';
import type { Pixels } from '../pixels.js';
import type { Affine } from './affine.js';

export type Kind = Augmentation['kind'];

export type OfKind<K extends Kind> = Augmentation extends infer A
  ? A extends { readonly kind: infer AK }
    ? K extends AK
      ? A
      : never
    : never
  : never;

/** Draws a geometric change, as the map from where a pixel is in the result to where it was. */
export type DrawAffine<K extends Kind> = (augmentation: OfKind<K>, random: Random) => Affine;

/** A change of the shape, or of RGB pixels in place; neither where nothing is changed. */
export interface DrawnChange {
  readonly map?: Affine;
  readonly change?: (pixels: Pixels) => void;
}

/** Draws which of several changes is made. */
export type DrawChange<K extends Kind> = (
  augmentation: OfKind<K>,
  form: { readonly size: number },
  random: Random,
) => DrawnChange;

/** Draws a change of the pixels' values and makes it in place; changes of color are given RGB. */
export type ChangePixels<K extends Kind> = (
  pixels: Pixels,
  form: { readonly size: number; readonly channels: number },
  augmentation: OfKind<K>,
  random: Random,
) => void;
