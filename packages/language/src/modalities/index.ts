/** Every modality. To add one, write its folder and list it here. */
import type { Backbone } from '../backbones/card.js';
import type { Data } from '../resolve/pipeline.js';
import { images } from './images/modality.js';
import type { Modality } from './modality.js';
import { text } from './text/modality.js';

export const modalities: readonly [Modality, ...Modality[]] = [images, text];

export const findModality = (kind: string): Modality | undefined =>
  modalities.find((modality) => modality.kind === kind);

/** The modality of a pipeline's data. */
export function modalityOf({ kind }: Pick<Data, 'kind'>): Modality {
  const found = findModality(kind);
  if (!found) throw new Error(`There is no modality ${kind}.`);
  return found;
}

/** The backbone for examples of the form that the data of a pipeline or the preparation of a model say. */
export const backboneFor = (backbone: Backbone, chosen: object): Backbone =>
  modalityOf({ kind: backbone.modality }).backboneFor?.(backbone, chosen) ?? backbone;
