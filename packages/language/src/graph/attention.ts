/** Multi-head attention as a few dense layers. Vaswani et al. 2017, arXiv:1706.03762. */
import type { GraphBuilder } from './builder.js';
import { dense, dropped } from './layers.js';
import { transpose } from './ops/arrange.js';
import { add, mul, softmax } from './ops/elementwise.js';
import { l2Normalize } from './ops/normalization.js';
import { matMul, reshape } from './ops/tensor.js';
import { fixed } from './shape.js';
import { type AttentionRole, type Initializer, type Ref, ShapeError } from './types.js';

export interface AttentionOptions {
  readonly heads: number;
  /** Added to the scores `[batch,…,heads,tokens,tokens]`, one after another; for masks see `ops/masks.ts`. */
  readonly added?: readonly Ref[];
  /**
   * Scores are the cosines of queries and keys times this, `[heads,1,1]`, and keys have no bias: Liu et al. 2021,
   * arXiv:2111.09883. Else they are products over the root of their length.
   */
  readonly cosineScale?: Ref;
  /**
   * What is attended to, of the keys and values `[batch,…,heads,tokens,size]` of what comes in: those of other tokens may be beside
   * them. They themselves where it is left out.
   */
  readonly attended?: ((key: Ref, value: Ref) => readonly [key: Ref, value: Ref]) | undefined;
  /** Share of the weights of attention that are dropped while training. */
  readonly dropout?: number;
  /** Of the kernels. */
  readonly initializer?: Initializer;
  /** Whether the reference keeps the kernels of queries, keys and values in one matrix. */
  readonly fused?: boolean;
}

/** What a dense layer of attention is; its matrix is called by the attention, where that is one for three of them. */
export const attentionRole = (
  name: string,
  part: AttentionRole['part'],
  fused = false,
): { readonly attention: AttentionRole } => ({
  attention: { part, ...(fused && part !== 'output' && { matrix: name }) },
});

/**
 * `[batch,…,tokens,C] -> [batch,…,tokens,C]`: each token a mean of all, weighed by how well its query fits their keys. Layers
 * `NAME_query`, `NAME_key`, `NAME_value` and `NAME_output`.
 */
export function selfAttention(b: GraphBuilder, name: string, x: Ref, options: AttentionOptions): Ref {
  const { heads, added = [], cosineScale, dropout = 0, initializer, fused = false } = options;
  const drawn = initializer === undefined ? {} : { initializer };
  const { shape } = b.type(x);
  const outer = shape.slice(0, -1);
  const width = fixed(shape.at(-1), name);
  if (width % heads !== 0)
    throw new ShapeError(`${name}: ${width} channels are not divided by ${heads} heads.`);
  const size = width / heads;
  const axes = shape.map((_, axis) => axis);
  const tokens = shape.length - 2;
  // Tokens and heads change places.
  const swap = { perm: [...axes.slice(0, tokens), tokens + 1, tokens, tokens + 2] };
  const split = (part: 'query' | 'key' | 'value'): Ref => {
    const bias = cosineScale === undefined || part !== 'key';
    const y = dense(b, `${name}_${part}`, x, width, { bias, ...drawn, ...attentionRole(name, part, fused) });
    const parts = b.apply(reshape, [y], { shape: [...outer, heads, size] }, `${name}/${part}/split`);
    return b.apply(transpose, [parts], swap, `${name}/${part}`);
  };
  const [query, ownKey, ownValue] = [split('query'), split('key'), split('value')];
  const [key, value] = options.attended?.(ownKey, ownValue) ?? [ownKey, ownValue];
  const product = (a: Ref, c: Ref) =>
    b.apply(matMul, [a, c], { transposeA: false, transposeB: true }, `${name}/scores`);
  const scores = () => {
    if (cosineScale === undefined) {
      const scale = b.constant(`${name}/scale`, size ** -0.5);
      return product(b.apply(mul, [query, scale], {}, `${name}/scaled`), key);
    }
    const unit = (of: Ref) => b.apply(l2Normalize, [of], { epsilon: 1e-12 }, `${of}/unit`);
    return b.apply(mul, [product(unit(query), unit(key)), cosineScale], {}, `${name}/scaled`);
  };
  const masked = added.reduce((sum, one) => b.apply(add, [sum, one], {}, `${name}/masked`), scores());
  const weights = dropped(b, b.apply(softmax, [masked], {}, `${name}/weights`), dropout, `${name}/kept`);
  const mixed = b.apply(matMul, [weights, value], { transposeA: false, transposeB: false }, `${name}/mixed`);
  const turned = b.apply(transpose, [mixed], swap, `${name}/turned`);
  const joined = b.apply(reshape, [turned], { shape }, `${name}/joined`);
  return dense(b, `${name}_output`, joined, width, { ...drawn, ...attentionRole(name, 'output') });
}
