/** Which examples make a batch. */
import { createRandom } from '../random.js';
import type { ExampleSource } from './source.js';

type Cut = Pick<ExampleSource, 'targets' | 'lengths'>;

/**
 * The batches of an epoch. Where examples differ in length, each batch has examples that are about as long as each
 * other, since all of a batch are filled up to its longest.
 * @param order examples of the source, in an order that the epoch draws
 * @param keys the batches are a pure function of the order, the lengths and these
 */
export function epochBatches(
  { lengths }: Cut,
  order: readonly number[],
  size: number,
  ...keys: readonly (number | string)[]
): number[][] {
  if (!lengths) return toBatches(order, size);
  const batches = toBatches(order, WINDOW * size).flatMap((window) =>
    toBatches(byLength(window, lengths), size),
  );
  // Nothing but the last batch may be smaller: sources count on it.
  const rest = order.length % size === 0 ? [] : batches.splice(-1);
  return [...createRandom('batches', ...keys).shuffle(batches), ...rest];
}

/**
 * Batches that are sorted by length at once: with fewer, the lengths in a batch differ more; with more, the batches of
 * all epochs are more alike. Transformers' `group_by_length` takes 50 too.
 */
const WINDOW = 50;

/** Every example once, for an evaluation: in order, or the shortest first. */
export const evaluationBatches = ({ targets, lengths }: Cut, size: number): number[][] =>
  toBatches(lengths ? byLength(inOrder(targets.length), lengths) : inOrder(targets.length), size);

/** The examples, the shortest first, equal ones as they were. */
export const byLength = (examples: readonly number[], lengths: ArrayLike<number>): number[] =>
  [...examples].sort((a, b) => lengths[a]! - lengths[b]!);

/** Cuts an order of examples into batches; the last may be smaller. */
export function toBatches<T>(order: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(order.length / size) }, (_, i) =>
    order.slice(i * size, (i + 1) * size),
  );
}

export const inOrder = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
