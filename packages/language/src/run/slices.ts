/** The metrics of parts of a split, as run directories hold them. */

import { type Slicing, slicingTitle } from '../data/slices/slicing.js';
import type { SplitName } from '../data/split-bounds.js';

/** What an example is told apart by: the name of its slice, its size, or null where it has neither. */
export type SliceKey = string | number | null;

export interface SliceInterval {
  /** Null where the metric is not defined for the slice. */
  readonly value: number | null;
  /** Null where there are too few examples to tell. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface SliceMetrics {
  /** What people call it: `DE`, `97 to 240 px`. */
  readonly name: string;
  readonly count: number;
  /** Of each metric. */
  readonly values: readonly SliceInterval[];
  /** Whether the first metric is worse than in the whole split, beyond its interval. */
  readonly worse: boolean;
}

export interface SlicedMetrics {
  readonly by: Slicing;
  readonly split: SplitName | 'folder';
  /** By their names; the first decides the order. */
  readonly metrics: readonly string[];
  /** The worst first: by the better end of the first metric's interval, those without one last. */
  readonly slices: readonly SliceMetrics[];
  /** The size up to which a slice by size goes, but for the last one; in the order of `names`. */
  readonly bounds?: readonly number[];
  /** Of those by size, from the smallest. */
  readonly names?: readonly string[];
}

/** Of an example that names no slice. */
export const noSlice = '(none)';
/** Of those with so few examples that they are shown together. */
export const otherSlices = '(others)';

/** The slice that an example is in, by its name. */
export function sliceOf({ bounds, names, slices }: SlicedMetrics, key: SliceKey): string {
  if (key === null) return noSlice;
  if (typeof key === 'number') return names?.[bucketOf(bounds ?? [], key)] ?? noSlice;
  return slices.some(({ name }) => name === key) ? key : otherSlices;
}

/** How many of the bounds, which ascend, a size is above. */
export const bucketOf = (bounds: readonly number[], size: number): number =>
  bounds.filter((bound) => size > bound).length;

/** `by country`, `by size`. */
export const slicedTitle = ({ by }: Pick<SlicedMetrics, 'by'>): string => `by ${slicingTitle(by)}`;
