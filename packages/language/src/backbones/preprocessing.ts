import type { Backbone, WeightLayout, WeightSource } from './card.js';

/** Where weights come from: published ones by their source, a file by the layout that it turned out to have. */
export interface WeightsOrigin<P extends object = object> {
  readonly source?: WeightSource<P> | undefined;
  readonly layout?: WeightLayout<P> | undefined;
}

/** How an example becomes the input for such weights. Keras's VGG-16 reads BGR, torchvision's RGB, on one graph. */
export const preprocessingFor = <P extends object>(
  backbone: Backbone<P>,
  { source, layout = backbone.layouts.find(({ name }) => name === source?.layout) }: WeightsOrigin<P> = {},
): P => source?.preprocessing ?? layout?.preprocessing ?? backbone.preprocessing;
