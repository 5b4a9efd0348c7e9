/** Ops that put values elsewhere or in other types, without computing. */
import { inputOf, ofRank, showShape } from '../shape.js';
import { type DType, type OpDefinition, ShapeError } from '../types.js';

/** The axes in another order: `perm[i]` is the axis of the input that becomes axis `i`. */
export const transpose: OpDefinition<{ readonly perm: readonly number[] }> = {
  name: 'transpose',
  infer(inputs, { perm }) {
    const { dtype, shape } = inputOf(inputs, 0, 'transpose');
    if ([...perm].sort().join() !== shape.map((_, i) => i).join())
      throw new ShapeError(`transpose: [${perm}] is no order of the axes of ${showShape(shape)}.`);
    return [{ dtype, shape: perm.map((axis) => shape[axis]!) }];
  },
};

/**
 * A value that is the same for every example, once for each of a batch: `[1,…]` and any value with the batch first
 * `-> [batch,…]`. The class token of a transformer is put before its patches so.
 */
export const repeat: OpDefinition<Record<never, never>> = {
  name: 'repeat',
  infer(inputs) {
    const { dtype, shape } = inputOf(inputs, 0, 'repeat');
    const [batch] = inputOf(inputs, 1, 'repeat').shape;
    if (shape[0] !== 1 || batch === undefined)
      throw new ShapeError(`repeat: ${showShape(shape)} does not begin with 1.`);
    return [{ dtype, shape: [batch, ...shape.slice(1)] }];
  },
};

/** The same numbers in another type, fractions cut off. */
export const cast: OpDefinition<{ readonly dtype: DType }> = {
  name: 'cast',
  infer: (inputs, { dtype }) => [{ dtype, shape: inputOf(inputs, 0, 'cast').shape }],
};

/** Whole numbers `0, 1, …` along the second axis of `[batch,tokens,…]`, int32 `[tokens]`: what positions are looked up by. */
export const positions: OpDefinition<Record<never, never>> = {
  name: 'positions',
  infer(inputs) {
    const type = inputOf(inputs, 0, 'positions');
    if (type.shape.length < 2) ofRank(type, 2, 'positions');
    return [{ dtype: 'int32', shape: [type.shape[1]!] }];
  },
};
