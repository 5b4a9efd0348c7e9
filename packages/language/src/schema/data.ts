import { augmentations } from '../modalities/images/augmentations.js';
import { readFormats } from '../modalities/images/image-formats.js';
import { whole } from './numbers.js';
import { split } from './splits.js';
import { type BlockSpec, optional, required } from './types.js';
import { call, choice, list, naming, oneCall, orNone, path } from './words.js';

/** What stands after `data`: where the examples come from. */
export const dataSources = oneCall('data source', [
  call({
    name: 'images',
    doc: `Images in one folder per class (${readFormats}), or in split folders that contain such folders. Hidden files, and what systems leave behind (\`@eaDir\`, \`Thumbs.db\` …), are ignored.`,
    example: 'images("data/emoji")',
    parameters: {
      path: required(
        naming('folder', path),
        '',
        'Folder of the images, relative to the folder of the pipeline file.',
        '"data/emoji"',
      ),
    },
    means: (values) => values.path,
  }),
]);

export const dataBlock = {
  name: 'data',
  doc: 'Where the examples come from, and how they are split, augmented and batched.',
  example: 'data images("data/emoji") {\n  split: stratified(train: 75%, validation: 10%, test: 15%)\n}',
  properties: {
    split: optional(
      split,
      { kind: 'fraction', stratified: true, train: 0.75, validation: 0.1, test: 0.15 },
      'stratified(train: 75%, validation: 10%, test: 15%)',
      'Which images train, which validate (and choose the best epoch), and which are kept for the final test.',
      'split: stratified(train: 80%, validation: 20%, test: 0%)',
    ),
    augment: optional(
      orNone(list(augmentations), 'No augmentation.'),
      null,
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
    batch: optional(whole(1, 65536), 32, '32', 'Number of images per training step.', 'batch: 16'),
    balance: optional(
      choice({
        none: { means: 'none', doc: 'Use the classes as they are.' },
        class_weights: { means: 'class_weights', doc: 'Weight the loss of rare classes more.' },
        sampling: { means: 'sampling', doc: 'Sample every class equally often.' },
      }),
      'none',
      'none',
      'How to compensate for classes with few images.',
      'balance: class_weights',
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
    split_seed: optional(
      whole(0, 2 ** 31 - 1),
      0,
      '0',
      "Seed of the split. It is separate from the schedule's seed, so that changing that seed moves no image to another split.",
      'split_seed: 7',
    ),
  },
} satisfies BlockSpec;
