/** Convolutions of each channel by itself, then of all channels pixel by pixel: one layer in Keras, two here. */
import type { GraphBuilder } from '../graph/builder.js';
import { conv2d, depthwiseConv2d } from '../graph/layers.js';
import type { Ref } from '../graph/types.js';
import type { KerasLayer } from './keras-layout.js';

/** Layers `NAME_depthwise` and `NAME_pointwise`. */
export function separableConv2d(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { filters, ...window }: { readonly filters: number; readonly size: number; readonly stride?: number },
): Ref {
  return conv2d(b, `${name}_pointwise`, depthwiseConv2d(b, `${name}_depthwise`, x, window), {
    filters,
    size: 1,
  });
}

/** The layer of Keras that holds one of the two; undefined for a layer of another kind. */
export function separableLayer(name: string): KerasLayer | undefined {
  const [, layer, part] = /^(.*)_(depthwise|pointwise)$/.exec(name) ?? [];
  return layer === undefined ? undefined : { layer, variables: { kernel: `${part}_kernel` } };
}
