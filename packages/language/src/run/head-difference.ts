/** Whether the weights of one head belong into another: layers without weights, and activations, do not count. */
import type { HeadLayer } from '../resolve/pipeline.js';
import { headLayers } from '../schema/head.js';
import { writeValue } from '../schema/write.js';

/** The first layer in which a head differs from the one that was trained, as a clause; undefined where none does. */
export function headDifference(
  trained: readonly HeadLayer[],
  head: readonly HeadLayer[],
): string | undefined {
  const [before, now] = [trained.filter(matters), head.filter(matters)];
  const places = Array.from({ length: Math.max(before.length, now.length) }, (_, i) => i);
  const at = places.find((i) => kernel(before[i]) !== kernel(now[i]));
  if (at === undefined) return undefined;
  const [had, has] = [before[at], now[at]];
  if (!had) return `it has no layer where this head has \`${written(has!)}\``;
  if (!has) return `it goes on with \`${written(had)}\` where this head ends`;
  return `it has \`${written(had)}\` where this head has \`${written(has)}\``;
}

const matters = ({ kind }: HeadLayer): boolean =>
  kind !== 'dropout' && kind !== 'activation' && kind !== 'normalize';

/** All that the weights of a layer, or the width of what comes out of it, depend on. */
function kernel(layer: HeadLayer | undefined): string {
  if (!layer) return '';
  switch (layer.kind) {
    case 'dense':
      return `dense ${layer.units} ${layer.bias ?? true}`;
    case 'convolution':
      return `convolution ${layer.filters} ${layer.size} ${layer.largest ?? layer.size}`;
    case 'batch_norm':
      return layer.kind;
    default:
      return written(layer);
  }
}

const written = (layer: HeadLayer): string => writeValue(headLayers, layer);
