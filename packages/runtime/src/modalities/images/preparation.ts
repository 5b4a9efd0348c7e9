/** How images become the input of a network: what of it a pipeline and a backbone decide. */
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import type { Tta } from '@tlp/language/modalities/images/tta.js';
import { list, Misshapen, number, object, oneOf, optional, type Shape } from '../../json-shape.js';
import type { Modality } from '../modality.js';

export interface ImagePreparation {
  readonly resize: ImageData['resize'];
  readonly preprocessing: Preprocessing;
  /** Absent where images are judged as they are. */
  readonly tta?: Tta;
}

/** One number a channel. */
const channels = (least: number, most: number): Shape<readonly number[]> => list(number(least, most), 1, 4);

const form = object<Preprocessing>({
  interpolation: oneOf('bilinear', 'bicubic'),
  order: oneOf('rgb', 'bgr'),
  // Pixels are divided by both.
  scale: number(1e-6, 1e6),
  mean: channels(-1e6, 1e6),
  deviation: channels(1e-6, 1e6),
});

export const imagePreparationForm: Modality<ImageData, ImagePreparation>['preparationForm'] = {
  resize: oneOf('stretch', 'crop', 'pad'),
  tta: optional(object<Tta>({ kind: oneOf('flip'), direction: oneOf('horizontal', 'vertical', 'both') })),
  preprocessing(value, at) {
    const read = form(value, at);
    if (read.mean.length === read.deviation.length) return read;
    throw new Misshapen(`${at}.deviation`, `a list of ${read.mean.length}`, read.deviation);
  },
};
