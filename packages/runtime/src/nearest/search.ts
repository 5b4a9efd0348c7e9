/** Which of many vectors point most nearly where a few do, told as the many come by: memory grows with the few alone. */
import { unitRows } from '../unit-rows.js';

export interface Neighbour {
  /** Place of the example among the many. */
  readonly example: number;
  /** Cosine of the angle between the two vectors, from -1 to 1; 0 beside a vector of zeros. */
  readonly similarity: number;
}

export interface NearestSearch {
  /** @param rows `[N, width]` @param examples of each row; an example may have several, of which the nearest counts */
  add(rows: Float32Array, examples: readonly number[]): void;
  /** Of each that is asked for, the nearest first; of those that are equally near the first that came. */
  result(): readonly (readonly Neighbour[])[];
}

/**
 * @param asked `[Q, width]`
 * @param of which of the few each row is a part of, from 0
 * @param many how many neighbours each has at most
 */
export function nearestSearch(
  asked: Float32Array,
  width: number,
  of: ArrayLike<number>,
  many: number,
): NearestSearch {
  const queries = unitRows(asked, width);
  const count = Array.from(of).reduce((most, query) => Math.max(most, query + 1), 0);
  const found: Neighbour[][] = Array.from({ length: count }, () => []);
  return {
    add(rows, examples) {
      const others = unitRows(rows, width);
      for (const [row, example] of examples.entries()) {
        for (let query = 0; query < of.length; query++) {
          const similarity = product(queries, query * width, others, row * width, width);
          keep(found[of[query]!]!, { example, similarity }, many);
        }
      }
    },
    result: () => found,
  };
}

/** Puts a neighbour in its place, where it is near enough. */
function keep(list: Neighbour[], one: Neighbour, many: number): void {
  const last = list[many - 1];
  if (last && one.similarity <= last.similarity) return;
  const own = list.findIndex(({ example }) => example === one.example);
  if (own >= 0) {
    if (list[own]!.similarity >= one.similarity) return;
    list.splice(own, 1);
  }
  const place = list.findIndex(({ similarity }) => similarity < one.similarity);
  list.splice(place < 0 ? list.length : place, 0, one);
  if (list.length > many) list.pop();
}

function product(a: Float32Array, from: number, b: Float32Array, start: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += a[from + i]! * b[start + i]!;
  return sum;
}
