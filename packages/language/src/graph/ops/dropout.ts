import { inputOf, sameShape, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * `example`: all of an example (stochastic depth, Huang et al. 2016), or of a row of a table. `tokens`: a channel of an example,
 * whatever the token (variational dropout, Gal and Ghahramani 2016; Keras's SpatialDropout1D).
 */
export type DroppedTogether = 'example' | 'tokens';

export type DropoutAttrs = {
  readonly rate: number;
  /**
   * Who draws. `outside`: the mask is fed, so that every engine sees the same; for the few values of a head.
   * `inside`: the graph draws it from a key that is fed; for a backbone, whose masks would be 10⁸ numbers a step.
   */
  readonly drawn: 'outside' | 'inside';
  /** What falls together; single values where it is left out. */
  readonly together?: DroppedTogether;
};

/**
 * Sets a share `rate` of the values to zero while training and scales the rest by `1/(1-rate)`; the identity
 * otherwise. Srivastava et al. 2014. The cut replaces it by what draws the mask.
 */
export const dropout: OpDefinition<DropoutAttrs> = {
  name: 'dropout',
  infer(inputs, { rate }) {
    if (!(rate >= 0 && rate < 1)) throw new ShapeError(`dropout: the rate ${rate} is not in [0, 1).`);
    return [inputOf(inputs, 0, 'dropout')];
  },
};

export type RandomDropoutAttrs = {
  readonly rate: number;
  /** Sets the draws of one key apart. */
  readonly stream: number;
  /** One draw an example, `[batch,1,…]`, or a channel of an example, `[batch,1,C]`; one a value for `nothing`. */
  readonly together: DroppedTogether | 'nothing';
};

/**
 * Dropout whose mask the graph draws: each value becomes 0 with probability `rate`, else is scaled by `1/(1-rate)`. Inputs: the
 * values, and a key, int32 `[2]`, each number in `[0, 2^30)`. Equal keys and streams give equal masks on every engine.
 */
export const randomDropout: OpDefinition<RandomDropoutAttrs> = {
  name: 'randomDropout',
  infer(inputs) {
    const key = inputOf(inputs, 1, 'randomDropout');
    if (key.dtype !== 'int32' || !sameShape(key.shape, [2]))
      throw new ShapeError(`randomDropout: the key is ${showShape(key.shape)}, not two whole numbers.`);
    return [inputOf(inputs, 0, 'randomDropout')];
  },
};
