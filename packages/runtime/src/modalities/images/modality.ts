import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import { spelled } from '../../data/folder.js';
import type { Modality } from '../modality.js';
import { evaluationFolder } from './evaluation-folder.js';
import type { ImageItem } from './example.js';
import { heatmapsOf } from './heatmaps.js';
import { imageInputs } from './inputs.js';
import { openImages } from './open.js';
import { type ImagePreparation, imagePreparationForm } from './preparation.js';
import { proposeImages } from './propose.js';
import { imageReader } from './reader.js';
import { shorterSides } from './shorter-sides.js';
import { thumbnail } from './thumbnails.js';

export const images: Modality<ImageData, ImagePreparation, ImageItem> = {
  kind: 'images',
  open: openImages,
  openWhole: ({ path, labels, slices }, outputs) => evaluationFolder(path, outputs, labels, slices),
  preprocessingIn: ({ preprocessing }) => preprocessing,
  preparation: ({ resize, tta }, preprocessing: Preprocessing) => ({
    resize,
    preprocessing,
    ...(tta && { tta }),
  }),
  preparationForm: imagePreparationForm,
  reader: imageReader,
  inputs: imageInputs,
  async show({ path }, id, size) {
    const address = await thumbnail(await spelled(join(path, id)), size);
    return address === null ? null : { kind: 'image', address };
  },
  again: ({ path }, ids) => Promise.all(ids.map((id) => imageAgain(path, id))),
  size: { unit: 'px', of: shorterSides },
  account: { wrong: 24, right: 0, title: 'Heatmaps', of: heatmapsOf },
  propose: proposeImages,
};

/** Null where it is not there any more. */
async function imageAgain(folder: string, id: string): Promise<ImageItem | null> {
  const path = await spelled(join(folder, id));
  return access(path).then(
    () => ({ id, path }),
    () => null,
  );
}
