/** What the Inception networks are made of: a convolution without a bias, batch-norm and ReLU. */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, type ConvOptions, conv2d } from '../graph/layers.js';
import { relu } from '../graph/ops/elementwise.js';
import type { Ref } from '../graph/types.js';

export type ConvolutionWithNorm = (b: GraphBuilder, name: string, x: Ref, options: ConvOptions) => Ref;

/** Layers `NAME.conv` and `NAME.bn`, then an activation. */
export const convolutionsWithNorm =
  (norm: Parameters<typeof batchNorm>[3]): ConvolutionWithNorm =>
  (b, name, x, options) => {
    const y = batchNorm(b, `${name}.bn`, conv2d(b, `${name}.conv`, x, options), norm);
    return b.apply(relu, [y], {}, `${name}/relu`);
  };
