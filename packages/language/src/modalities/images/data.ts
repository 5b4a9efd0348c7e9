import type { Data } from '../../resolve/pipeline.js';
import type { Augmentation } from './augmentations.js';
import type { Tta } from './tta.js';

export interface ImageData extends Data {
  readonly kind: 'images';
  readonly augment: readonly Augmentation[];
  /** Number of augmented views stored per image; null draws a fresh one every epoch. */
  readonly variants: number | null;
  /** By which views of it an image is judged; null or absent where it is judged as it is. */
  readonly tta?: Tta | null;
  /** How the image becomes a square: the whole squeezed, its center cut out, or padded. */
  readonly resize: 'stretch' | 'crop' | 'pad';
  /** Of an image as the network reads it: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha. */
  readonly channels: number;
  /** What becomes of images that cannot be decoded: nothing runs, or they are left out. */
  readonly unreadable: 'error' | 'skip';
}

export const isImageData = (data: Data): data is ImageData => data.kind === 'images';
