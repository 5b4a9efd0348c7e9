import type { BackboneChoice } from '../resolve/pipeline.js';
import type { Backbone } from './card.js';

/** The input size that weights were trained at, as far as the card tells: the native one, or one of a published file's own. */
export function trainedSize(
  { inputSize, sources }: Pick<Backbone, 'inputSize' | 'sources'>,
  weights: BackboneChoice['weights'],
): number {
  const source = weights.kind === 'source' ? sources.find(({ name }) => name === weights.name) : undefined;
  return source?.inputSize ?? inputSize.native;
}
