/**
 * Networks of RGB that read images of another number of channels: 1 gray, 2 gray and alpha, 4 RGB and alpha. The first
 * convolution is adapted to them when published weights are read, and the preprocessing here, both as timm does.
 */
import type { Backbone, WeightLayout, WeightSource } from '../../backbones/card.js';
import { imageInput } from '../../backbones/of-images.js';
import { float32 } from '../../graph/shape.js';
import { isImported } from '../../import/card.js';
import type { ImageBackbone, Preprocessing } from './preprocessing.js';

/** Of all that published weights are for. */
export const published = 3;

/** What says how many channels an image has: the data of a pipeline, or how a model prepares images. */
export interface ChannelsChosen {
  readonly channels?: number;
  readonly preprocessing?: Preprocessing;
}

/** A network for the channels that were chosen: the card of the catalogue where these are RGB. */
export function backboneFor(card: ImageBackbone, chosen: ChannelsChosen): ImageBackbone {
  const backbone = (card.adaptedFrom as ImageBackbone | undefined) ?? card;
  const channels = chosen.channels ?? chosen.preprocessing?.mean.length ?? published;
  // The graph of an imported network has its own kernels; a rule tells.
  if (channels === published || isImported(backbone)) return backbone;
  const known = adapted.get(backbone) ?? new Map<number, ImageBackbone>();
  adapted.set(backbone, known);
  const found = known.get(channels) ?? withChannels(backbone, channels);
  known.set(channels, found);
  return found;
}

/** One card for each, so that graphs can be kept by their cards. */
const adapted = new WeakMap<ImageBackbone, Map<number, ImageBackbone>>();

function withChannels(backbone: ImageBackbone, channels: number): ImageBackbone {
  const { wholeOf } = backbone;
  const own = <P extends { readonly preprocessing?: Preprocessing }>(part: P): P =>
    part.preprocessing ? { ...part, preprocessing: preprocessingOf(part.preprocessing, channels) } : part;
  return {
    ...own(backbone),
    adaptedFrom: backbone as Backbone,
    ...(wholeOf ? { wholeOf: backboneFor(wholeOf as ImageBackbone, { channels }) as Backbone } : {}),
    sources: backbone.sources.map((source): WeightSource<Preprocessing> => own(source)),
    layouts: backbone.layouts.map((layout): WeightLayout<Preprocessing> => own(layout)),
    inputs: (size) =>
      backbone
        .inputs(size)
        .map((input) =>
          input.name === imageInput ? { ...input, type: float32('batch', size, size, channels) } : input,
        ),
  };
}

/** Source: `adapt_to_chs` in timm's data/loader.py, which takes the mean over the channels for each of the others. */
export function preprocessingOf(form: Preprocessing, channels: number): Preprocessing {
  const all = (values: readonly number[]): readonly number[] =>
    values.length === channels
      ? values
      : new Array<number>(channels).fill(values.reduce((sum, value) => sum + value, 0) / values.length);
  return { ...form, mean: all(form.mean), deviation: all(form.deviation) };
}
