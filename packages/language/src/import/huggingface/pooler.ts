/** BERT's pooler: a dense layer over the class token, which learned to tell whether one sentence follows another. */
import type { HiddenLayers } from '../../backbones/card.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dense } from '../../graph/layers.js';
import { tanh } from '../../graph/ops/elementwise.js';
import { slice } from '../../graph/ops/indexing.js';
import { reshape } from '../../graph/ops/tensor.js';
import type { Initializer, Ref } from '../../graph/types.js';

/**
 * `[batch,tokens,width] -> [batch,width]`. It is what stands between the features and the last layer of a published classifier,
 * so a pipeline keeps it with `top: published`; without it a head reads the tokens themselves, as most do today.
 */
export const pooler = (width: number, initializer: Initializer): HiddenLayers<never> => ({
  parameters: width * (width + 1),
  build(b: GraphBuilder, features: Ref): Ref {
    const token = b.apply(slice, [features], { axis: 1, begin: 0, size: 1 }, 'pooler/token');
    const first = b.apply(reshape, [token], { shape: ['batch', width] }, 'pooler/first');
    return b.apply(tanh, [dense(b, 'pooler', first, width, { initializer })], {}, 'pooler/tanh');
  },
});
