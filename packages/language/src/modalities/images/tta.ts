import { optional } from '../../schema/types.js';
import { call, oneCall } from '../../schema/words.js';
import { flipDirection } from './augmentations.js';

/** Which views of an image a model judges, beside the image itself. */
export interface Tta {
  readonly kind: 'flip';
  readonly direction: 'horizontal' | 'vertical' | 'both';
}

/** How often the network sees an image that it judges. */
export const viewsOf = (tta: Tta | null | undefined): number =>
  tta ? (tta.direction === 'both' ? 4 : 2) : 1;

export const ttas = oneCall<Tta>('way to vary', [
  call({
    name: 'flip',
    doc: 'The image and its mirror images.',
    example: 'flip(horizontal)',
    parameters: {
      direction: optional(flipDirection, 'horizontal', 'horizontal', 'The direction.', 'horizontal'),
    },
    means: ({ direction }): Tta => ({ kind: 'flip', direction }),
  }),
]);
