import { inputOf } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * Sets a share `rate` of the values to zero while training and scales the rest by `1/(1-rate)`; the identity
 * otherwise. Srivastava et al. 2014. The compiler turns it into a product with a mask that is fed, so that
 * every engine sees the same randomness.
 */
export const dropout: OpDefinition<{ readonly rate: number }> = {
  name: 'dropout',
  infer(inputs, { rate }) {
    if (!(rate >= 0 && rate < 1)) throw new ShapeError(`dropout: the rate ${rate} is not in [0, 1).`);
    return [inputOf(inputs, 0, 'dropout')];
  },
};
