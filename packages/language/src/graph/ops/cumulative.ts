import { inputOf, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * Along an axis the sum of all numbers up to each, itself included: of a mask of tokens, which number a token has. Of
 * whole numbers only, so it has no gradient.
 */
export const cumulativeSum: OpDefinition<{ readonly axis: number }> = {
  name: 'cumulativeSum',
  infer(inputs, { axis }) {
    const type = inputOf(inputs, 0, 'cumulativeSum');
    if (type.dtype !== 'int32') throw new ShapeError('cumulativeSum: counts whole numbers.');
    if (type.shape[axis] === undefined)
      throw new ShapeError(`cumulativeSum: ${showShape(type.shape)} has no axis ${axis}.`);
    return [type];
  },
};
