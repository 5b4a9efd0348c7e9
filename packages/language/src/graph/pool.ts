/** The head's pools: from a feature map `[batch,H,W,C]` or tokens `[batch,tokens,C]` to a vector `[batch,C]`. */
import type { BackboneValues } from '../backbones/card.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import type { GraphBuilder } from './builder.js';
import { cast, positions } from './ops/arrange.js';
import { add, div, mul, neg, relu, sub } from './ops/elementwise.js';
import { slice } from './ops/indexing.js';
import { hidden } from './ops/masks.js';
import { concat, reduceMax, reduceMean, reduceSum, reshape } from './ops/tensor.js';
import { fixed } from './shape.js';
import { type Ref, ShapeError } from './types.js';

export type PoolMode = Extract<HeadLayer, { kind: 'pool' }>['mode'];

/** What a pool must know of the values beside the values themselves. */
export interface Pooled extends Pick<BackboneValues, 'mask'> {
  /** How many tokens stand before those of the content. */
  readonly prefix: number;
}

/** @throws ShapeError of a value that has no such pool */
export function pool(b: GraphBuilder, name: string, x: Ref, mode: PoolMode, about: Pooled): Ref {
  const rank = b.type(x).shape.length;
  if (rank !== 4 && rank !== 3) {
    throw new ShapeError('pool: the value before it is not a feature map; it is already pooled.');
  }
  const last = (to: string) => {
    if (rank !== 3) throw new ShapeError('pool: a feature map has no tokens.');
    if (about.mask === undefined) throw new ShapeError('pool: only texts have a last token.');
    return lastToken(b, to, x, about.mask);
  };
  if (mode === 'last_token') return last(name);
  if (mode === 'class_token') {
    if (rank !== 3) throw new ShapeError('pool: a feature map has no tokens.');
    return tokenAt(b, name, x, 0);
  }
  const content = rank === 3 && about.prefix > 0 ? withoutPrefix(b, name, x, about.prefix) : x;
  const seen = rank === 3 && about.mask !== undefined ? seenTokens(b, name, about.mask) : undefined;
  const mean = (to: string) => average(b, to, content, seen);
  const max = (to: string) => largest(b, to, content, seen);
  if (mode === 'average') return mean(name);
  if (mode === 'max') return max(name);
  if (mode === 'ulmfit')
    return b.apply(concat, [last(`${name}/last`), max(`${name}/max`), mean(`${name}/average`)], {}, name);
  const both = { average: mean(`${name}/average`), max: max(`${name}/max`) };
  return b.apply(concat, mode === 'concat' ? [both.max, both.average] : [both.average, both.max], {}, name);
}

function average(b: GraphBuilder, name: string, x: Ref, seen: Ref | undefined): Ref {
  const axes = b.type(x).shape.length === 4 ? [1, 2] : [1];
  if (seen === undefined) return b.apply(reduceMean, [x], { axes, keepDims: false }, name);
  const kept = b.apply(mul, [x, seen], {}, `${name}/seen`);
  const sum = b.apply(reduceSum, [kept], { axes, keepDims: false }, `${name}/sum`);
  const count = b.apply(reduceSum, [seen], { axes, keepDims: false }, `${name}/count`);
  return b.apply(div, [sum, count], {}, name);
}

function largest(b: GraphBuilder, name: string, x: Ref, seen: Ref | undefined): Ref {
  const attrs = { axes: b.type(x).shape.length === 4 ? [1, 2] : [1], keepDims: false };
  if (seen === undefined) return b.apply(reduceMax, [x], attrs, name);
  const absent = b.apply(sub, [b.constant(`${name}/one`, 1), seen], {}, `${name}/absent`);
  const lowered = b.apply(mul, [absent, b.constant(`${name}/hidden`, hidden)], {}, `${name}/lowered`);
  return b.apply(reduceMax, [b.apply(add, [x, lowered], {}, `${name}/seen`)], attrs, name);
}

/** `[batch,tokens]` of 1 and 0 as `[batch,tokens,1]` of float32. */
export function seenTokens(b: GraphBuilder, name: string, mask: Ref): Ref {
  const [batch, tokens] = b.type(mask).shape;
  const seen =
    b.type(mask).dtype === 'int32' ? b.apply(cast, [mask], { dtype: 'float32' }, `${name}/mask`) : mask;
  return b.apply(reshape, [seen], { shape: [batch!, tokens!, 1] }, `${name}/tokens`);
}

/** The token at that place, `[batch,tokens,C] -> [batch,C]`. */
export function tokenAt(b: GraphBuilder, name: string, x: Ref, place: number): Ref {
  const { shape } = b.type(x);
  const token = b.apply(slice, [x], { axis: 1, begin: place, size: 1 }, `${name}/token`);
  return b.apply(reshape, [token], { shape: [shape[0]!, shape[2]!] }, name);
}

/** The last token that is not padding: all are weighed, by 1 where the position is the number of tokens less one, else by 0. */
export function lastToken(b: GraphBuilder, name: string, x: Ref, mask: Ref): Ref {
  const { shape } = b.type(x);
  const seen = seenTokens(b, name, mask);
  const count = b.apply(reduceSum, [seen], { axes: [1], keepDims: true }, `${name}/count`);
  const numbers = b.apply(positions, [mask], {}, `${name}/positions`);
  const places = b.apply(cast, [numbers], { dtype: 'float32' }, `${name}/places`);
  const row = b.apply(reshape, [places], { shape: [1, shape[1]!, 1] }, `${name}/row`);
  const one = b.constant(`${name}/one`, 1);
  const last = b.apply(sub, [count, one], {}, `${name}/last`);
  const away = b.apply(sub, [row, last], {}, `${name}/away`);
  const after = b.apply(relu, [away], {}, `${name}/after`);
  const before = b.apply(relu, [b.apply(neg, [away], {}, `${name}/back`)], {}, `${name}/before`);
  const distance = b.apply(add, [after, before], {}, `${name}/distance`);
  const weight = b.apply(relu, [b.apply(sub, [one, distance], {}, `${name}/near`)], {}, `${name}/weight`);
  const kept = b.apply(mul, [x, weight], {}, `${name}/kept`);
  return b.apply(reduceSum, [kept], { axes: [1], keepDims: false }, name);
}

function withoutPrefix(b: GraphBuilder, name: string, x: Ref, prefix: number): Ref {
  const tokens = fixed(b.type(x).shape[1], name);
  return b.apply(slice, [x], { axis: 1, begin: prefix, size: tokens - prefix }, `${name}/content`);
}
