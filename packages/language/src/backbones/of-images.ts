import type { GraphBuilder } from '../graph/builder.js';
import { float32 } from '../graph/shape.js';
import type { Ref } from '../graph/types.js';
import type { Backbone } from './card.js';

/** The input of every backbone for images. */
export const imageInput = 'image';

/** What a card says of its graph where that reads `image[batch,size,size,3]` and gives a feature map or tokens. */
export const ofImages = (
  build: (b: GraphBuilder, image: Ref) => Ref,
): Pick<Backbone, 'modality' | 'inputs' | 'build'> => ({
  modality: 'images',
  inputs: (size) => [{ name: imageInput, type: float32('batch', size, size, 3) }],
  build: (b, inputs) => ({ features: build(b, inputs[imageInput]!) }),
});
