import type { GraphBuilder } from './builder.js';
import { conv2d } from './layers.js';
import { mul, type NoAttrs } from './ops/elementwise.js';
import { reduceMean } from './ops/tensor.js';
import { fixed } from './shape.js';
import type { OpDefinition, Ref } from './types.js';

export interface SqueezeOptions {
  /** Channels between the two layers. */
  readonly filters: number;
  /** Names of the two layers, each a 1×1 convolution with a bias. */
  readonly layers: readonly [reduce: string, expand: string];
  readonly activation: OpDefinition<NoAttrs>;
  /** What makes weights from 0 to 1 of the second layer's values. */
  readonly gate: OpDefinition<NoAttrs>;
}

/** Weighs the channels of `[N,H,W,C]` by what they are on average. Hu et al. 2017, arXiv:1709.01507. */
export function squeezeExcite(b: GraphBuilder, name: string, x: Ref, options: SqueezeOptions): Ref {
  const { filters, activation, gate } = options;
  const [reduce, expand] = options.layers;
  const channels = fixed(b.type(x).shape[3], name);
  const mean = b.apply(reduceMean, [x], { axes: [1, 2], keepDims: true }, `${name}_squeeze`);
  const narrow = conv2d(b, reduce, mean, { filters, size: 1, bias: true });
  const active = b.apply(activation, [narrow], {}, `${reduce}_activation`);
  const wide = conv2d(b, expand, active, { filters: channels, size: 1, bias: true });
  return b.apply(mul, [x, b.apply(gate, [wide], {}, `${expand}_gate`)], {}, `${name}_excite`);
}
