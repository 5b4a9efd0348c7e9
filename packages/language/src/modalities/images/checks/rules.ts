/** The rules about images. */
import type { ListedRule } from '../../../checks/checked.js';
import { augmentationTwice } from './augmentation-twice.js';
import { flippedDirections } from './flipped-directions.js';
import { freshAugmentation } from './fresh-augmentation.js';
import { importedChannels } from './imported-channels.js';
import { notImages } from './not-images.js';
import { strayImages } from './stray-images.js';
import { unreadImages } from './unread-images.js';
import { variantsWithoutAugment } from './variants-without-augment.js';

export const imageRules: readonly ListedRule<never>[] = [
  variantsWithoutAugment,
  freshAugmentation,
  augmentationTwice,
  notImages,
  strayImages,
  flippedDirections,
  unreadImages,
  importedChannels,
];
