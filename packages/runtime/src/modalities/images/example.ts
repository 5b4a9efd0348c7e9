import type { Example } from '../../data/types.js';
import type { ImageFile } from './read-image.js';

/** An image that is to be read; its name is its path where nothing else is said. */
export interface ImageItem extends ImageFile {
  readonly id: string;
}

export interface ImageExample extends Example, ImageItem {
  readonly hash: string;
}
