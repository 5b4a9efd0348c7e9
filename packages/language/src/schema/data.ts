import { augmentations } from './augmentations.js';
import { whole } from './numbers.js';
import { split } from './splits.js';
import { type BlockSpec, optional, required } from './types.js';
import { call, choice, list, naming, oneCall, orNone, path } from './words.js';

/** What stands after `data`: where the examples come from. */
export const dataSources = oneCall('data source', [
  call({
    name: 'images',
    doc: 'Images in one folder a class (PNG, JPEG, WebP …), or in folders of splits that hold such folders.',
    example: 'images("data/emoji")',
    parameters: {
      path: required(
        naming('folder', path),
        '',
        'Folder of the images, from the folder of the pipeline.',
        '"data/emoji"',
      ),
    },
    means: (values) => values.path,
  }),
]);

export const dataBlock = {
  name: 'data',
  doc: 'Where the examples come from, how they are split, varied and put into batches.',
  example: 'data images("data/emoji") {\n  split: stratified(train: 75%, validation: 10%, test: 15%)\n}',
  properties: {
    split: optional(
      split,
      { kind: 'fraction', stratified: true, train: 0.75, validation: 0.1, test: 0.15 },
      'stratified(train: 75%, validation: 10%, test: 15%)',
      'Which images train, which validate (choose the best weights), and which are kept for the final test.',
      'split: stratified(train: 80%, validation: 20%, test: 0%)',
    ),
    augment: optional(
      orNone(list(augmentations), 'No augmentation.'),
      null,
      'none',
      'Random changes of the training images, so that the network sees more than there is.',
      'augment: flip(horizontal), rotate(10deg), zoom(0.9..1.1)',
    ),
    variants: optional(
      orNone(whole(1, 1000), 'A fresh view every epoch.'),
      null,
      'none: a fresh view every epoch',
      'Number of augmented views stored of each image. Frozen layers are then computed once a view instead ' +
        'of once an epoch.',
      'variants: 4',
    ),
    batch: optional(whole(1, 65536), 32, '32', 'Number of images in one training step.', 'batch: 16'),
    balance: optional(
      choice({
        none: { means: 'none', doc: 'Classes count as often as they occur.' },
        class_weights: { means: 'class_weights', doc: 'The loss of rare classes weighs more.' },
        sampling: { means: 'sampling', doc: 'Every class is drawn equally often.' },
      }),
      'none',
      'none',
      'What is done about classes with few images.',
      'balance: class_weights',
    ),
    resize: optional(
      choice({
        stretch: { means: 'stretch', doc: 'The whole image, squeezed into the square.' },
        crop: { means: 'crop', doc: 'The largest square from the centre.' },
        pad: { means: 'pad', doc: 'The whole image with borders, its proportions kept.' },
      }),
      'stretch',
      'stretch',
      'How an image becomes a square.',
      'resize: crop',
    ),
    split_seed: optional(
      whole(0, 2 ** 31 - 1),
      0,
      '0',
      "Seed of the split. It is apart from the schedule's seed, so that no image moves between splits by it.",
      'split_seed: 7',
    ),
  },
} satisfies BlockSpec;
