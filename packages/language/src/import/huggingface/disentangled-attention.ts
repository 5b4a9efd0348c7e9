/**
 * Attention that weighs what tokens say and how far they stand from each other in separate terms. He et al. 2020,
 * arXiv:2006.03654; `DisentangledSelfAttention` of `models/deberta_v2/modeling_deberta_v2.py`.
 */
import { attentionRole } from '../../graph/attention.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dense, dropped } from '../../graph/layers.js';
import { cast, positions, repeat, transpose } from '../../graph/ops/arrange.js';
import { add, mul, softmax, sub } from '../../graph/ops/elementwise.js';
import { gather } from '../../graph/ops/indexing.js';
import { pick } from '../../graph/ops/pick.js';
import { matMul, reshape } from '../../graph/ops/tensor.js';
import { fixed } from '../../graph/shape.js';
import type { Initializer, Ref } from '../../graph/types.js';

/**
 * The bucket of a distance: itself up to `buckets / 2`, then wider and wider ones, `-buckets … buckets`. In float32, as PyTorch
 * computes it (`make_log_bucket_position`).
 * @param most positions of the longest text
 */
export function logBucket(distance: number, buckets: number, most: number): number {
  const middle = Math.floor(buckets / 2);
  const away = Math.abs(distance);
  if (away <= middle) return distance;
  const widest = Math.fround(Math.log(Math.fround((most - 1) / middle)));
  const share = Math.fround(Math.fround(Math.log(Math.fround(away / middle))) / widest);
  return Math.sign(distance) * (Math.ceil(Math.fround(share * (middle - 1))) + middle);
}

export interface Distances {
  /** Of rows on each side of the table of distances. */
  readonly span: number;
  /** Tokens of the longest text. */
  readonly longest: number;
  /** From a distance, of the token that looks from the one that it looks at, to a number around 0. */
  bucketOf(distance: number): number;
}

/** Rows of the table of distances, int32 `[tokens,tokens]`, for token numbers `[batch,tokens]`: one row for each token that looks. */
export function distanceRows(b: GraphBuilder, ids: Ref, { span, longest, bucketOf }: Distances): Ref {
  const rows = Array.from({ length: 2 * longest - 1 }, (_, i) => bucketOf(i - (longest - 1)) + span);
  const table = b.constant(
    'distances/rows',
    rows.map((row) => Math.min(Math.max(row, 0), 2 * span - 1)),
    { dtype: 'int32' },
  );
  const numbers = b.apply(positions, [ids], {}, 'distances/positions');
  const at = b.apply(cast, [numbers], { dtype: 'float32' }, 'distances/places');
  const looking = b.apply(reshape, [at], { shape: ['tokens', 1] }, 'distances/looking');
  const seen = b.apply(reshape, [at], { shape: [1, 'tokens'] }, 'distances/seen');
  const distance = b.apply(sub, [looking, seen], {}, 'distances/values');
  const from = b.apply(add, [distance, b.constant('distances/longest', longest - 1)], {}, 'distances/from');
  const places = b.apply(cast, [from], { dtype: 'int32' }, 'distances/numbers');
  return b.apply(gather, [table, places], {}, 'distances');
}

export interface DisentangledAttention {
  readonly heads: number;
  /** The table of distances, `[2·span,C]`. */
  readonly table: Ref;
  /** As `distanceRows` makes them. */
  readonly rows: Ref;
  /** Added to the scores. */
  readonly mask: Ref;
  /** Shares that are dropped of the weights of attention and of the table. */
  readonly dropout: { readonly weights: number; readonly table: number };
  readonly initializer: Initializer;
}

/**
 * `[batch,tokens,C] -> [batch,tokens,C]`. Layers `NAME_query`, `NAME_key`, `NAME_value` and `NAME_output`; queries and keys of
 * distances are made by those of tokens.
 */
export function disentangledAttention(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { heads, table, rows, mask, dropout, initializer }: DisentangledAttention,
): Ref {
  const { shape } = b.type(x);
  const [batch, tokens] = shape;
  const width = fixed(shape[2], name);
  const size = width / heads;
  const swap = { perm: [0, 2, 1, 3] };
  const ofTokens = (part: 'query' | 'key' | 'value'): Ref => {
    const y = dense(b, `${name}_${part}`, x, width, { initializer, ...attentionRole(name, part) });
    const parts = b.apply(reshape, [y], { shape: [batch!, tokens!, heads, size] }, `${name}/${part}/split`);
    return b.apply(transpose, [parts], swap, `${name}/${part}`);
  };
  const [query, key, value] = [ofTokens('query'), ofTokens('key'), ofTokens('value')];
  const kept = dropped(b, table, dropout.table, `${name}/table`);
  const ofDistances = (part: string): Ref => {
    const count = fixed(b.type(table).shape[0], name);
    const y = b.again(() => dense(b, `${name}_${part}`, kept, width, { initializer }));
    const parts = b.apply(
      reshape,
      [y],
      { shape: [1, count, heads, size] },
      `${name}/${part}/distances/split`,
    );
    const turned = b.apply(transpose, [parts], swap, `${name}/${part}/distances`);
    return b.apply(repeat, [turned, x], {}, `${name}/${part}/distances/repeated`);
  };
  const product = (a: Ref, c: Ref, part: string): Ref =>
    b.apply(matMul, [a, c], { transposeA: false, transposeB: true }, `${name}/${part}`);
  const columns = b.apply(transpose, [rows], { perm: [1, 0] }, `${name}/columns`);
  const asked = b.apply(pick, [product(query, ofDistances('key'), 'asked/all'), rows], {}, `${name}/asked`);
  const told = b.apply(pick, [product(key, ofDistances('query'), 'told/all'), columns], {}, `${name}/told`);
  const turned = b.apply(transpose, [told], { perm: [0, 1, 3, 2] }, `${name}/told/turned`);
  const terms = [product(query, key, 'content'), asked, turned];
  const sum = terms.reduce((total, term) => b.apply(add, [total, term], {}, `${name}/sum`));
  const scale = b.constant(`${name}/scale`, (size * terms.length) ** -0.5);
  const scores = b.apply(mul, [sum, scale], {}, `${name}/scores`);
  const masked = b.apply(add, [scores, mask], {}, `${name}/masked`);
  const weights = dropped(
    b,
    b.apply(softmax, [masked], {}, `${name}/weights`),
    dropout.weights,
    `${name}/kept`,
  );
  const mixed = b.apply(matMul, [weights, value], { transposeA: false, transposeB: false }, `${name}/mixed`);
  const joined = b.apply(
    reshape,
    [b.apply(transpose, [mixed], swap, `${name}/turned`)],
    { shape },
    `${name}/joined`,
  );
  return dense(b, `${name}_output`, joined, width, { initializer, ...attentionRole(name, 'output') });
}
