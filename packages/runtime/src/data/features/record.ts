import type { Augmentation } from '@tlp/language/resolve/pipeline.js';
import { sha256 } from '../../files/hash.js';
import { AUGMENT_VERSION } from '../augment.js';
import type { Example } from '../types.js';

/** Names the row of a picture in the feature store: by its bytes, so that a copy or a renamed file has the same. */
export function pictureRecord(example: Pick<Example, 'hash'>): string {
  return example.hash;
}

/** Names the rows of augmented views: by the bytes, what may be drawn, the seed of the draws and the view's number. */
export function variantRecord(augmentations: readonly Augmentation[], seed: number) {
  const drawn = sha256(JSON.stringify([AUGMENT_VERSION, augmentations, seed])).slice(0, 16);
  return (example: Pick<Example, 'hash'>, variant: number): string => `${example.hash}/${drawn}/${variant}`;
}
