/** What attention adds to its scores by how far two tokens stand from each other, as T5 has it. */
import type { GraphBuilder } from '../../graph/builder.js';
import { embedding } from '../../graph/layers.js';
import { cast, positions, transpose } from '../../graph/ops/arrange.js';
import { add, sub } from '../../graph/ops/elementwise.js';
import { gather } from '../../graph/ops/indexing.js';
import { reshape } from '../../graph/ops/tensor.js';
import type { Initializer, Ref } from '../../graph/types.js';

/** Distances beyond it are all alike. */
const farthest = 128;

/**
 * The bucket of a distance, from a token to the one that it looks at: half of them for those before it, half for those
 * after; one each for the nearest, then wider and wider ones. In float32, as PyTorch computes it.
 * Raffel et al. 2019, arXiv:1910.10683; `relative_position_bucket` of `models/mpnet/modeling_mpnet.py`.
 */
export function bucketOf(distance: number, buckets = 32): number {
  const half = buckets / 2;
  const exact = half / 2;
  const away = Math.abs(distance);
  const first = distance > 0 ? half : 0;
  if (away < exact) return first + away;
  const share = Math.fround(Math.fround(Math.log(away / exact)) / Math.fround(Math.log(farthest / exact)));
  return first + Math.min(half - 1, exact + Math.floor(Math.fround(share * (half - exact))));
}

export interface RelativeBias {
  readonly buckets: number;
  readonly heads: number;
  /** Tokens of the longest text. */
  readonly longest: number;
  readonly initializer: Initializer;
}

/** `[heads,tokens,tokens]` for token numbers `[batch,tokens]`. The layer's table is `[buckets,heads]`. */
export function relativeBias(b: GraphBuilder, name: string, ids: Ref, options: RelativeBias): Ref {
  const { buckets, heads, longest, initializer } = options;
  const distances = Array.from({ length: 2 * longest - 1 }, (_, i) => i - (longest - 1));
  const table = b.constant(
    `${name}/buckets`,
    distances.map((distance) => bucketOf(distance, buckets)),
    { dtype: 'int32' },
  );
  const at = b.apply(cast, [b.apply(positions, [ids], {}, `${name}/positions`)], { dtype: 'float32' });
  const looking = b.apply(reshape, [at], { shape: ['tokens', 1] }, `${name}/looking`);
  const seen = b.apply(reshape, [at], { shape: [1, 'tokens'] }, `${name}/seen`);
  const distance = b.apply(sub, [seen, looking], {}, `${name}/distance`);
  const from = b.apply(add, [distance, b.constant(`${name}/longest`, longest - 1)], {}, `${name}/from`);
  const row = b.apply(cast, [from], { dtype: 'int32' }, `${name}/row`);
  const bucket = b.apply(gather, [table, row], {}, `${name}/bucket`);
  // Not decayed: Transformers takes it for a bias by its name.
  const values = embedding(b, name, bucket, { rows: buckets, width: heads, initializer, role: 'token' });
  return b.apply(transpose, [values], { perm: [2, 0, 1] }, `${name}/heads`);
}
