/** Multi-head attention as a few dense layers. Vaswani et al. 2017, arXiv:1706.03762. */
import type { GraphBuilder } from './builder.js';
import { dense } from './layers.js';
import { transpose } from './ops/arrange.js';
import { add, mul, softmax } from './ops/elementwise.js';
import { matMul, reshape } from './ops/tensor.js';
import { fixed } from './shape.js';
import { type Ref, ShapeError } from './types.js';

export interface AttentionOptions {
  readonly heads: number;
  /** Added to the scores `[batch,heads,tokens,tokens]`, see `ops/masks.ts`. */
  readonly mask?: Ref;
}

/**
 * `[batch,tokens,C] -> [batch,tokens,C]`: each token a mean of all, weighed by how well its query fits their keys. Layers
 * `NAME_query`, `NAME_key`, `NAME_value` and `NAME_output`.
 */
export function selfAttention(b: GraphBuilder, name: string, x: Ref, { heads, mask }: AttentionOptions): Ref {
  const [batch, tokens, channels] = b.type(x).shape;
  const width = fixed(channels, name);
  if (width % heads !== 0)
    throw new ShapeError(`${name}: ${width} channels are not divided by ${heads} heads.`);
  const size = width / heads;
  const swap = { perm: [0, 2, 1, 3] };
  const split = (part: string): Ref => {
    const y = dense(b, `${name}_${part}`, x, width);
    const shape = [batch!, tokens!, heads, size];
    return b.apply(
      transpose,
      [b.apply(reshape, [y], { shape }, `${name}/${part}/split`)],
      swap,
      `${name}/${part}`,
    );
  };
  const [query, key, value] = ['query', 'key', 'value'].map(split) as [Ref, Ref, Ref];
  const scaled = b.apply(mul, [query, b.constant(`${name}/scale`, size ** -0.5)], {}, `${name}/scaled`);
  const scores = b.apply(matMul, [scaled, key], { transposeA: false, transposeB: true }, `${name}/scores`);
  const masked = mask === undefined ? scores : b.apply(add, [scores, mask], {}, `${name}/masked`);
  const weights = b.apply(softmax, [masked], {}, `${name}/weights`);
  const mixed = b.apply(matMul, [weights, value], { transposeA: false, transposeB: false }, `${name}/mixed`);
  const turned = b.apply(transpose, [mixed], swap, `${name}/turned`);
  const joined = b.apply(reshape, [turned], { shape: [batch!, tokens!, width] }, `${name}/joined`);
  return dense(b, `${name}_output`, joined, width);
}
