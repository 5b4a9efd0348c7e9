/**
 * The graphs by which a transformer that reads from left to right continues a text: one reads the beginning, the other a token at a time beside
 * the keys and values of all before it, so that none is computed twice. Pope et al. 2022, arXiv:2211.05102, calls it the KV cache.
 */
import { textInputs } from '../modalities/text/preprocessing.js';
import { GraphBuilder } from './builder.js';
import type { OfAttention } from './continuation.js';
import { inferenceForm } from './cut.js';
import { positions } from './ops/arrange.js';
import { add, mul } from './ops/elementwise.js';
import { causalMask, paddingMask } from './ops/masks.js';
import { pool } from './pool.js';
import { float32, int32 } from './shape.js';
import type { Graph, Ref } from './types.js';

/** Names of what {@link stepGraph} is fed with beside `ids`, int32 `[batch,1]`. */
export const stepInputs = {
  /** The token's position, int32 `[1]`. */
  at: 'at',
  /** `[tokens,1]`: 1 at the token's place among the keys, else 0. */
  place: 'place',
  /** `[tokens]`: 0 at the token's place and before it, and `hidden` behind. */
  unseen: 'unseen',
  /** `[batch,heads,tokens,size]`, 0 at the token's place. */
  key: (layer: number) => `key${layer}`,
  value: (layer: number) => `value${layer}`,
} as const;

/** `ids` and `mask` to the logits of the token behind the last, `[batch,vocabulary]`, then keys and values by layer, `[batch,heads,tokens,size]`. */
export function promptGraph(network: OfAttention): Graph {
  const b = new GraphBuilder();
  const ids = b.input(textInputs.ids, int32('batch', 'tokens'));
  const mask = b.input(textInputs.mask, int32('batch', 'tokens'));
  const seen: Ref[] = [];
  const states = network.build(b, {
    ids,
    at: b.apply(positions, [ids], {}),
    added: [paddingMask(b, mask), b.apply(causalMask, [ids], {})],
    attended: () => (key, value) => {
      seen.push(key, value);
      return [key, value];
    },
  });
  const last = pool(b, 'last', states, 'last_token', { prefix: 0, mask });
  return inferenceForm(b.finish([network.decode(b, last), ...seen]));
}

/** The same of one more token: the keys and values are its own, `[batch,heads,1,size]`. */
export function stepGraph(network: OfAttention): Graph {
  const b = new GraphBuilder();
  const ids = b.input(textInputs.ids, int32('batch', 1));
  const at = b.input(stepInputs.at, int32(1));
  const place = b.input(stepInputs.place, float32('tokens', 1));
  const unseen = b.input(stepInputs.unseen, float32('tokens'));
  const kept = float32('batch', network.heads, 'tokens', network.size);
  const own: Ref[] = [];
  const states = network.build(b, {
    ids,
    at,
    added: [unseen],
    attended: (layer) => (key, value) => {
      own.push(key, value);
      const beside = (name: string, one: Ref): Ref => {
        const placed = b.apply(mul, [one, place], {}, `${name}/placed`);
        return b.apply(add, [b.input(name, kept), placed], {}, `${name}/all`);
      };
      return [beside(stepInputs.key(layer), key), beside(stepInputs.value(layer), value)];
    },
  });
  return inferenceForm(b.finish([network.decode(b, states), ...own]));
}
