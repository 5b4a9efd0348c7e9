import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import { backbones } from '../backbones/catalogue.js';
import { fitWeights, type Headers } from './fit.js';

/** The backbone of the catalogue that a weight file's header fits. */
export function recognise(headers: Headers): Backbone | undefined {
  return backbones.find((backbone) => 'places' in fitWeights(headers, backbone, buildBackbone(backbone)));
}
