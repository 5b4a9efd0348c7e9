/** Ops that take a part of a value. */
import { fixed, inputOf, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

export type SliceAttrs = { readonly axis: number; readonly begin: number; readonly size: number };

/** A stretch of one axis: `begin` up to `begin + size`, counted from 0. */
export const slice: OpDefinition<SliceAttrs> = {
  name: 'slice',
  infer(inputs, { axis, begin, size }) {
    const { dtype, shape } = inputOf(inputs, 0, 'slice');
    const length = shape[axis];
    // Of tokens there is at least one; how many more, only the batch tells.
    const end = typeof length === 'number' ? length : 1;
    if (length === undefined || begin < 0 || size < 1 || begin + size > end)
      throw new ShapeError(`slice: axis ${axis} of ${showShape(shape)} has no ${begin} to ${begin + size}.`);
    return [{ dtype, shape: shape.map((dim, i) => (i === axis ? size : dim)) }];
  },
};

/**
 * Rows of a table by their numbers: `table[rows,…]` and whole numbers `[…]` `-> […,…]`. Embeddings of words and positions
 * are looked up so. A number that is no row's is a mistake of whoever feeds it; engines differ in what they make of it.
 */
export const gather: OpDefinition<Record<never, never>> = {
  name: 'gather',
  infer(inputs) {
    const table = inputOf(inputs, 0, 'gather');
    const rows = inputOf(inputs, 1, 'gather');
    fixed(table.shape[0], 'gather');
    if (rows.dtype !== 'int32') throw new ShapeError('gather: rows are told by whole numbers.');
    return [{ dtype: table.dtype, shape: [...rows.shape, ...table.shape.slice(1)] }];
  },
};
