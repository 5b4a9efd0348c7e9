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

export type RandomMaskAttrs = {
  readonly rate: number;
  /** Sets the masks of one key apart. */
  readonly stream: number;
  /** One number an example, `[batch,1,…]`, or a channel of an example, `[batch,1,C]`; one a value for `nothing`. */
  readonly together: DroppedTogether | 'nothing';
};

/**
 * A dropout mask drawn in the graph: 0 with probability `rate`, else `1/(1-rate)`. Inputs: a value of which only the shape
 * is read, and a key, int32 `[2]`, each number in `[0, 2^30)`. Equal keys and streams give equal masks on every engine.
 */
export const randomMask: OpDefinition<RandomMaskAttrs> = {
  name: 'randomMask',
  infer(inputs, { together }) {
    const { shape } = inputOf(inputs, 0, 'randomMask');
    const key = inputOf(inputs, 1, 'randomMask');
    if (key.dtype !== 'int32' || !sameShape(key.shape, [2]))
      throw new ShapeError(`randomMask: the key is ${showShape(key.shape)}, not two whole numbers.`);
    return [{ dtype: 'float32', shape: shape.map((dim, axis) => (isOne(axis, together) ? 1 : dim)) }];
  },
};

/** Whether a mask is the same along an axis. */
export const isOne = (axis: number, together: RandomMaskAttrs['together']): boolean =>
  together === 'example' ? axis > 0 : together === 'tokens' && axis === 1;
