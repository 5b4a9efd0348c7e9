/** Settings of a first pipeline that are chosen alike for all kinds of data, each with its reason. */
import type { Balance, Split } from '@tlp/language/resolve/pipeline.js';

export interface Choice<T> {
  readonly value: T;
  /** A clause, for a comment in the file that is written. */
  readonly reason: string;
}

export function chosen<T>(value: T, reason: string): Choice<T> {
  return { value, reason };
}

export const STRATIFIED: Extract<Split, { kind: 'fraction' }> = {
  kind: 'fraction',
  stratified: true,
  train: 0.75,
  validation: 0.1,
  test: 0.15,
};

/** @param smallest examples of the smallest class @param noun what several are called */
export function proposeSplit(smallest: number, noun: string): Choice<Split> {
  if (smallest >= 20) return chosen(STRATIFIED, 'every class keeps its share in every split');
  return chosen(
    { ...STRATIFIED, train: 0.6, validation: 0.2, test: 0.2 },
    `the smallest class has ${smallest} ${noun} only, so that more of them must be held out to measure it`,
  );
}

/** @param counts examples of each class */
export function proposeBalance(counts: readonly number[], noun: string): Choice<Balance> {
  const ratio = Math.max(...counts) / Math.min(...counts);
  if (ratio < 3) return chosen('none', 'the classes are of similar size');
  return chosen(
    'class_weights',
    `the largest class has ${ratio.toFixed(0)} times the ${noun} of the smallest`,
  );
}
