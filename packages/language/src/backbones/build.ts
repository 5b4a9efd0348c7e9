import { GraphBuilder } from '../graph/builder.js';
import { float32 } from '../graph/shape.js';
import type { Graph } from '../graph/types.js';
import type { Backbone } from './card.js';

/** The name of the image input of every backbone's graph. */
export const imageInput = 'image';

/** The backbone's graph at an input of `size × size` pixels: `image[batch,size,size,3] -> feature map`. */
export function buildBackbone(backbone: Backbone, size: number = backbone.inputSize.native): Graph {
  const b = new GraphBuilder();
  const image = b.input(imageInput, float32('batch', size, size, 3));
  return b.finish([backbone.build(b, image)]);
}
