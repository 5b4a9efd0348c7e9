import type { BackboneChoice } from '../resolve/pipeline.js';
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

/** The one that a pipeline names, or what its weights want. @throws Error for a name where the modality has none */
export function preprocessingChosen(
  { preprocessing: name }: Pick<BackboneChoice, 'preprocessing'>,
  { preprocessingNamed }: { preprocessingNamed?(name: string, trained: object): object },
  trained: object,
): object {
  if (name === undefined) return trained;
  if (!preprocessingNamed) throw new Error(`There is no preprocessing ${name} for such data.`);
  return preprocessingNamed(name, trained);
}
