/** Examples by size, in four slices of about as many each. */

import { count } from '@tlp/language/quantities.js';
import { bucketOf } from '@tlp/language/run/slices.js';
import { quantile } from '../compare/bootstrap.js';

export interface SizeBuckets {
  /** Sizes up to which the slices go, but for the last one; fewer where many examples have one size. */
  readonly bounds: readonly number[];
  /** Of all slices, from the smallest: `up to 96 px`, `97 to 240 px`, `above 640 px`. */
  readonly names: readonly string[];
}

/** @param sizes whole numbers @param unit behind a number: `px` */
export function sizeBuckets(sizes: readonly number[], unit: string): SizeBuckets {
  const sorted = [...sizes].sort((a, b) => a - b);
  const quarters = [0.25, 0.5, 0.75].map((share) => Math.floor(quantile(sorted, share)));
  // A bound that is the largest size has nothing above it.
  const bounds = [...new Set(quarters)].filter((bound) => bound < (sorted.at(-1) ?? 0));
  return { bounds, names: namesOf(bounds, sorted, unit) };
}

function namesOf(bounds: readonly number[], sorted: readonly number[], unit: string): readonly string[] {
  if (bounds.length === 0) return sorted.length === 0 ? [] : [`${count(sorted.at(-1)!)} ${unit}`];
  return [...bounds, Number.POSITIVE_INFINITY].map((bound, i) => {
    const least = i === 0 ? undefined : bounds[i - 1]! + 1;
    if (least === undefined) return `up to ${count(bound)} ${unit}`;
    return Number.isFinite(bound)
      ? `${count(least)} to ${count(bound)} ${unit}`
      : `${count(least)} ${unit} and more`;
  });
}

export const bucketName = ({ bounds, names }: SizeBuckets, size: number): string =>
  names[bucketOf(bounds, size)]!;
