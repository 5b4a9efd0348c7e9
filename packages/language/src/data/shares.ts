import type { Split } from '../resolve/pipeline.js';
import type { Fractions } from './split-bounds.js';

export interface Shares {
  readonly fractions: Fractions;
  /** Of each class; otherwise of all. */
  readonly stratified: boolean;
}

/**
 * How those examples are divided that lie in no split's folder, or in that of training; undefined where none are.
 * @param validated whether the column that tells the split puts any example into validation
 */
export function sharesOf(split: Split, validated: boolean): Shares | undefined {
  if (split.kind === 'fraction') return { fractions: split, stratified: split.stratified };
  const { validationFraction } = split;
  const held = split.kind === 'column' ? validated : split.validation !== null;
  if (held || validationFraction === 0) return undefined;
  const fractions = { train: 1 - validationFraction, validation: validationFraction, test: 0 };
  return { fractions, stratified: true };
}
