/** Numbers for the rows of all shards, so that a place is a number and not an object. */
import type { RowPlace, Shard } from './rows.js';

export interface Numbering {
  /** Gives the rows of a shard the next numbers. @returns that of its first row */
  take(shard: Shard): number;
  placeOf(at: number): RowPlace;
}

export function createNumbering(): Numbering {
  const taken: Shard[] = [];
  const firsts: number[] = [];
  let next = 0;
  return {
    take(shard) {
      taken.push(shard);
      firsts.push(next);
      next += shard.rows;
      return next - shard.rows;
    },
    placeOf(at) {
      let [low, high] = [0, firsts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (firsts[middle]! <= at) low = middle;
        else high = middle - 1;
      }
      return { shard: taken[low]!, row: at - firsts[low]! };
    },
  };
}
