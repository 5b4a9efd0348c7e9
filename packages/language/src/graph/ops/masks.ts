/** Masks of attention: added to the scores before the softmax, 0 where a token is seen. */
import type { GraphBuilder } from '../builder.js';
import { inputOf } from '../shape.js';
import { type OpDefinition, type Ref, ShapeError } from '../types.js';
import { cast } from './arrange.js';
import { mul, sub } from './elementwise.js';
import { reshape } from './tensor.js';

/** Next to it every score vanishes: the most negative float32. A sum with a score stays finite. */
export const hidden = -3.4028234663852886e38;

/** No token sees those after it: of `[batch,tokens,…]` a mask `[tokens,tokens]` of 0 and {@link hidden}. */
export const causalMask: OpDefinition<Record<never, never>> = {
  name: 'causalMask',
  infer(inputs) {
    const tokens = inputOf(inputs, 0, 'causalMask').shape[1];
    if (tokens === undefined)
      throw new ShapeError('causalMask: needs an input with tokens as its second axis.');
    return [{ dtype: 'float32', shape: [tokens, tokens] }];
  },
};

/** `[batch,tokens]`, 1 for a token and 0 for padding, as a mask `[batch,1,1,tokens]` that is added to scores of attention. */
export function paddingMask(b: GraphBuilder, mask: Ref): Ref {
  const [batch, tokens] = b.type(mask).shape;
  const seen =
    b.type(mask).dtype === 'int32' ? b.apply(cast, [mask], { dtype: 'float32' }, 'mask/float') : mask;
  const absent = b.apply(sub, [b.constant('mask/one', 1), seen], {}, 'mask/absent');
  const added = b.apply(mul, [absent, b.constant('mask/hidden', hidden)], {}, 'mask/added');
  return b.apply(reshape, [added], { shape: [batch!, 1, 1, tokens!] }, 'mask');
}
