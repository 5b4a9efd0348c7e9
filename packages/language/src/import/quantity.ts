/** Sizes and other numbers of a graph that is imported: so many, or so many times the batch. */
import type { Dim } from '../graph/types.js';
import { ImportProblem } from './model.js';

export interface Quantity {
  readonly count: number;
  readonly batch: boolean;
}

export const plain = (count: number): Quantity => ({ count, batch: false });

export const batch: Quantity = { count: 1, batch: true };

export const isOne = ({ count, batch: many }: Quantity): boolean => count === 1 && !many;

export const sameQuantity = (a: Quantity, b: Quantity): boolean => a.count === b.count && a.batch === b.batch;

/** @throws ImportProblem for the square of the batch */
export function times(a: Quantity, b: Quantity): Quantity {
  if (a.batch && b.batch) throw new ImportProblem('it computes with the square of the batch size');
  return { count: a.count * b.count, batch: a.batch || b.batch };
}

export const product = (values: readonly Quantity[]): Quantity => values.reduce(times, plain(1));

/** The whole quotient; undefined where there is none. */
export function quotient(a: Quantity, b: Quantity): Quantity | undefined {
  if (b.batch && !a.batch) return undefined;
  const count = a.count / b.count;
  return Number.isInteger(count) ? { count, batch: a.batch && !b.batch } : undefined;
}

/** As a graph's type has it: `rows` is several times the batch. */
export const toDim = ({ count, batch: many }: Quantity): Dim =>
  many ? (count === 1 ? 'batch' : 'rows') : count;

/** @throws ImportProblem for one that depends on the batch */
export function fixedCount({ count, batch: many }: Quantity): number {
  if (many) throw new ImportProblem('it computes a number from the batch size');
  return count;
}

export const shownSizes = (sizes: readonly Quantity[]): string =>
  `[${sizes.map(({ count, batch: many }) => (many ? (count === 1 ? 'batch' : `${count}·batch`) : count)).join(', ')}]`;
