import { inputOf } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

export type DropoutAttrs = {
  readonly rate: number;
  /**
   * Who draws. `outside`: the mask is fed, so that every engine sees the same; for the few values of a head.
   * `inside`: the graph draws it from a key that is fed; for a backbone, whose masks would be 10⁸ numbers a step.
   */
  readonly drawn: 'outside' | 'inside';
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
