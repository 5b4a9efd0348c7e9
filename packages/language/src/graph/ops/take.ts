import { inputOf, ofRank, sameShape, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

/**
 * Of each example some tokens: `y[b,i] = x[b,places[b,i]]`. Inputs: `x[batch,tokens,C]` and whole numbers `places[batch,n]`; a token
 * may be taken more than once. A place that is none is a mistake of whoever feeds it.
 */
export const takeTokens: OpDefinition<Record<never, never>> = {
  name: 'takeTokens',
  infer(inputs) {
    const [batch, , channels] = ofRank(inputOf(inputs, 0, 'takeTokens'), 3, 'takeTokens');
    const places = inputOf(inputs, 1, 'takeTokens');
    const [rows, count] = ofRank(places, 2, 'takeTokens');
    if (places.dtype !== 'int32') throw new ShapeError('takeTokens: places are told by whole numbers.');
    if (!sameShape([batch!], [rows!]))
      throw new ShapeError(
        `takeTokens: ${showShape(places.shape)} are places of ${rows} examples, not of ${batch}.`,
      );
    return [{ dtype: 'float32', shape: [batch!, count!, channels!] }];
  },
};
