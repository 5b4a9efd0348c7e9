import { inputOf, ofRank, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * Tokens moved along their axis: `y[:,t] = x[:,t-by]`, zeros where there is no such token. `[batch,tokens,C]` to the same.
 * Convolutions over tokens are made of it.
 */
export const shift: OpDefinition<{ readonly by: number }> = {
  name: 'shift',
  infer(inputs, { by }) {
    const type = inputOf(inputs, 0, 'shift');
    ofRank(type, 3, 'shift');
    if (type.dtype !== 'float32' || !Number.isInteger(by))
      throw new ShapeError(`shift: ${showShape(type.shape)} cannot be moved by ${by}.`);
    return [type];
  },
};
