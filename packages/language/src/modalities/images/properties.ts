import { column } from '../../schema/columns.js';
import { whole } from '../../schema/numbers.js';
import { derived, optional, type ValueType } from '../../schema/types.js';
import { choice, list, orNone } from '../../schema/words.js';
import type { OwnProperties } from '../modality.js';
import { type Augmentation, augmentations } from './augmentations.js';
import type { ImageData } from './data.js';
import { ttas } from './tta.js';

const someAugmentations = orNone(list(augmentations), 'No augmentation.');

/** None is an empty list. */
const augmentationList: ValueType<readonly Augmentation[]> = {
  ...someAugmentations,
  read(values, reader) {
    const read = someAugmentations.read(values, reader);
    return read === null ? [] : read;
  },
};

/** What the `data` block of images has beside what all data have. */
export const imageProperties = {
  image: optional(
    orNone(column, 'No column.'),
    null,
    'none',
    'The column of the table that names the images: by their paths below the data folder or beside the table, or by their names. The ending may be left out.',
    'image: file',
  ),
  augment: optional(
    augmentationList,
    [],
    'none',
    'Random changes to the training images, so that the network sees more variety.',
    'augment: flip(horizontal), rotate(10deg), zoom(0.9..1.1)',
  ),
  variants: optional(
    orNone(whole(1, 1000), 'A fresh view every epoch.'),
    null,
    'none: a fresh view every epoch',
    'Number of augmented views to store of each image. Frozen layers are then computed once per view ' +
      'instead of once per epoch.',
    'variants: 4',
  ),
  tta: derived(
    orNone(ttas, 'Each image is judged as it is.'),
    'none: each image is judged as it is',
    'Test-time augmentation: whatever is judged, in validation, test and prediction, is judged by several views of it, whose scores are averaged. It becomes part of the model, which then takes as many times as long.',
    'tta: flip(horizontal)',
  ),
  resize: optional(
    choice({
      stretch: { means: 'stretch', doc: 'Squeeze the whole image into the square.' },
      crop: { means: 'crop', doc: 'Cut the largest square from the center.' },
      pad: { means: 'pad', doc: 'Keep the whole image and its proportions, and add borders.' },
    }),
    'stretch',
    'stretch',
    'How an image is made square.',
    'resize: crop',
  ),
  channels: optional(
    whole(1, 4),
    3,
    '3',
    'What the network reads of an image: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha. Where it is not 3, the first convolution of published weights is adapted as timm does.',
    'channels: 1',
  ),
  unreadable: optional(
    choice({
      error: { means: 'error', doc: 'Train nothing until they are repaired or removed.' },
      skip: { means: 'skip', doc: 'Leave them out of every split, and list them in a warning.' },
    }),
    'error',
    'error',
    'What to do about images that are damaged or cannot be read.',
    'unreadable: skip',
  ),
} satisfies OwnProperties<ImageData>;
