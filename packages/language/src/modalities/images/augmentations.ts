import { degrees, numberRange, percent } from '../../schema/numbers.js';
import { derived, optional, required } from '../../schema/types.js';
import { call, choice, oneCall } from '../../schema/words.js';

/** What an augmentation means: fractions 0..1, angles in degrees. */
export type Augmentation =
  | { readonly kind: 'flip'; readonly horizontal: boolean; readonly vertical: boolean }
  | { readonly kind: 'rotate'; readonly degrees: number }
  /** Scale factor drawn from [min, max]: above 1 enlarges (crops), below 1 shrinks (pads). */
  | { readonly kind: 'zoom'; readonly min: number; readonly max: number }
  /** Crop of an area share in [minArea, maxArea] with aspect ratio 3/4..4/3, resized to the input. */
  | { readonly kind: 'crop'; readonly minArea: number; readonly maxArea: number }
  /** Shift by up to these shares of the side. */
  | { readonly kind: 'translate'; readonly x: number; readonly y: number }
  /** Factor drawn from [1-amount, 1+amount] (hue: turn by up to amount of a full circle, 0..0.5). */
  | { readonly kind: 'brightness' | 'contrast' | 'saturation' | 'hue'; readonly amount: number }
  /** One of fourteen changes, of any strength. */
  | { readonly kind: 'trivial_augment' }
  /** With `probability`, a rectangle of area share [minArea, maxArea] is filled with the mean grey. */
  | {
      readonly kind: 'erase';
      readonly probability: number;
      readonly minArea: number;
      readonly maxArea: number;
    };

export const flipDirection = choice({
  horizontal: { means: 'horizontal', doc: 'Left becomes right.' },
  vertical: { means: 'vertical', doc: 'Top becomes bottom.' },
  both: { means: 'both', doc: 'Each independently.' },
});

/** Which ways a direction mirrors. */
export const directionsOf = ({ direction }: { readonly direction: 'horizontal' | 'vertical' | 'both' }) => ({
  horizontal: direction !== 'vertical',
  vertical: direction !== 'horizontal',
});

const flip = call({
  name: 'flip',
  doc: 'Mirrors half of the images. Leave it out if left and right matter, as for digits, letters and arrows.',
  example: 'flip(horizontal)',
  parameters: {
    direction: optional(flipDirection, 'horizontal', 'horizontal', 'The direction.', 'horizontal'),
  },
  means: (values): Augmentation => ({ kind: 'flip', ...directionsOf(values) }),
  says(value) {
    if (value.kind !== 'flip') return undefined;
    return { direction: value.horizontal ? (value.vertical ? 'both' : 'horizontal') : 'vertical' };
  },
});

const rotate = call({
  name: 'rotate',
  doc: 'Rotates the image by a random angle, at most this one, in either direction.',
  example: 'rotate(10deg)',
  parameters: { angle: required(degrees(0, 180), 10, 'The largest angle.', '10deg') },
  means: ({ angle }): Augmentation => ({ kind: 'rotate', degrees: angle }),
  says: (value) => (value.kind === 'rotate' ? { angle: value.degrees } : undefined),
});

const factor = { min: 0.1, max: 10 };

const zoom = call({
  name: 'zoom',
  doc: 'Scales the image by a random factor: above 1 enlarges, below 1 shrinks.',
  example: 'zoom(0.9..1.1)',
  parameters: {
    factor: required(numberRange('', factor), [0.9, 1.1], 'The range of the factor.', '0.9..1.1'),
  },
  means: ({ factor: [min, max] }): Augmentation => ({ kind: 'zoom', min, max }),
  says: (value) => (value.kind === 'zoom' ? { factor: [value.min, value.max] } : undefined),
});

const crop = call({
  name: 'crop',
  doc: 'Cuts out a random part of the image with this share of its area and an aspect ratio between 3:4 and 4:3.',
  example: 'crop(60%..100%)',
  parameters: {
    area: required(
      numberRange('%', { min: 1, max: 100 }, (least) => [least, 1]),
      [0.6, 1],
      'The range of the share; a single number is the smallest share.',
      '60%..100%',
    ),
  },
  means: ({ area: [minArea, maxArea] }): Augmentation => ({ kind: 'crop', minArea, maxArea }),
  says: (value) => (value.kind === 'crop' ? { area: [value.minArea, value.maxArea] } : undefined),
});

const share = percent(0, 100);

const translate = call({
  name: 'translate',
  doc: 'Shifts the image by at most these shares of its side.',
  example: 'translate(10%)',
  parameters: {
    x: required(share, 0.1, 'The largest horizontal shift.', '10%'),
    y: derived(share, 'the same as `x`', 'The largest vertical shift.', 'y: 5%'),
  },
  means: ({ x, y }): Augmentation => ({ kind: 'translate', x, y: y ?? x }),
});

function colour(kind: 'brightness' | 'contrast' | 'saturation', doc: string) {
  return call({
    name: kind,
    doc,
    example: `${kind}(20%)`,
    parameters: { amount: required(share, 0.2, 'The largest change.', '20%') },
    means: ({ amount }): Augmentation => ({ kind, amount }),
  });
}

const hue = call({
  name: 'hue',
  doc: 'Shifts the hue by at most this share of the color wheel, in either direction.',
  example: 'hue(5%)',
  parameters: { amount: required(percent(0, 50), 0.05, 'The largest shift.', '5%') },
  means: ({ amount }): Augmentation => ({ kind: 'hue', amount }),
});

const erase = call({
  name: 'erase',
  doc: 'Covers a random rectangle with gray (random erasing, arXiv:1708.04896).',
  example: 'erase(25%, area: 2%..20%)',
  parameters: {
    probability: optional(percent(0, 100), 0.25, '25%', 'How often it happens.', '25%'),
    area: optional(
      numberRange('%', { min: 0.1, max: 90 }),
      [0.02, 0.2],
      '2%..20%',
      'The range of the covered share of the area.',
      'area: 2%..20%',
    ),
  },
  means: ({ probability, area: [minArea, maxArea] }): Augmentation => ({
    kind: 'erase',
    probability,
    minArea,
    maxArea,
  }),
  says(value) {
    if (value.kind !== 'erase') return undefined;
    return { probability: value.probability, area: [value.minArea, value.maxArea] };
  },
});

const trivialAugment = call({
  name: 'trivial_augment',
  doc: 'One change for each image, of fourteen of shape or color, at any strength (TrivialAugment, arXiv:2103.10158). It needs no tuning.',
  example: 'trivial_augment',
  parameters: {},
  means: (): Augmentation => ({ kind: 'trivial_augment' }),
});

export const augmentations = oneCall<Augmentation>('augmentation', [
  flip,
  rotate,
  zoom,
  crop,
  translate,
  colour('brightness', 'Makes the image lighter or darker, at most by this share.'),
  colour('contrast', 'Raises or lowers the contrast, at most by this share.'),
  colour('saturation', 'Makes the colors stronger or paler, at most by this share.'),
  hue,
  erase,
  trivialAugment,
]);
