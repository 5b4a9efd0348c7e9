/** Every backbone a pipeline may name, as the modalities list them. */
import { modalities } from '../modalities/index.js';
import type { Backbone } from './card.js';

export const backbones: readonly Backbone[] = modalities.flatMap((modality) => modality.backbones);

export const findBackbone = (name: string): Backbone | undefined =>
  backbones.find((backbone) => backbone.name === name);
