/** How a mistake on the page says which slices it is in. */
import { type SlicedMetrics, type SliceKey, sliceOf } from '@tlp/language/run/slices.js';

/** By the place of the slicing and that of the slice in it. */
export const sliceMark = (slicing: number, slice: number): string => `${slicing}.${slice}`;

/** Of an example, one for each slicing. */
export const sliceMarks = (all: readonly SlicedMetrics[], keys: readonly SliceKey[]): readonly string[] =>
  all.flatMap((sliced, i) => {
    const name = sliceOf(sliced, keys[i] ?? null);
    const place = sliced.slices.findIndex((slice) => slice.name === name);
    return place < 0 ? [] : [sliceMark(i, place)];
  });
