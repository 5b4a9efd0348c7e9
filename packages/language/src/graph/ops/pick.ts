import { inputOf, ofRank, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * Of each row some values, the same places in every matrix: `y[…,i,j] = x[…,i,places[i,j]]`. Inputs: `x[batch,heads,rows,K]` and
 * whole numbers `places[rows,n]`. Scores of attention for positions are brought to the tokens that stand there so; PyTorch has
 * `gather` for it. A place that is none is a mistake of whoever computes it.
 */
export const pick: OpDefinition<Record<never, never>> = {
  name: 'pick',
  infer(inputs) {
    const [batch, heads, rows] = ofRank(inputOf(inputs, 0, 'pick'), 4, 'pick');
    const places = inputOf(inputs, 1, 'pick');
    const [each, count] = ofRank(places, 2, 'pick');
    if (places.dtype !== 'int32') throw new ShapeError('pick: places are told by whole numbers.');
    if (each !== rows)
      throw new ShapeError(`pick: ${showShape(places.shape)} are places of ${each} rows, not of ${rows}.`);
    return [{ dtype: 'float32', shape: [batch!, heads!, rows!, count!] }];
  },
};
