/** The head's convolution, as it is written. */
import type { HeadLayer } from '../resolve/pipeline.js';
import { hiddenUnits, ownActivation } from './head-values.js';
import { numberRange } from './numbers.js';
import { optional, required } from './types.js';
import { call } from './words.js';

const range = numberRange('', { min: 1, max: 31, whole: true }, (size) => [size, size]);

/** One size, or a range of them. */
const sizes: typeof range = {
  ...range,
  description: 'a whole number from 1 to 31, or a range such as 3..5',
  write: (value) => (Array.isArray(value) && value[0] === value[1] ? String(value[0]) : range.write?.(value)),
};

export const convolution = call({
  name: 'convolution',
  doc: 'Convolves the tokens of a text, or the feature map of an image, at stride 1, with zeros around. What fills up a text is left out.',
  example: 'convolution(64, size: 3, relu)',
  parameters: {
    filters: required(hiddenUnits, 64, 'Number of outputs at each place, of each size.', '64'),
    activation: ownActivation,
    size: optional(
      sizes,
      [3, 3],
      '3',
      'How many neighboring tokens, or places in each direction, a kernel covers. With a range there are kernels of every size in it, side by side, as in Kim 2014 (arXiv:1408.5882).',
      'size: 3..5',
    ),
  },
  means: ({ filters, activation: function_, size: [size, largest] }): HeadLayer => ({
    kind: 'convolution',
    filters,
    size,
    ...(largest === size ? {} : { largest }),
    activation: function_,
  }),
  says: (value) =>
    value.kind === 'convolution'
      ? {
          filters: value.filters,
          activation: value.activation,
          size: [value.size, value.largest ?? value.size],
        }
      : undefined,
});
