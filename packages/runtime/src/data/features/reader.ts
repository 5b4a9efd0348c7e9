/** Random access to stored rows: from memory as far as the budget goes, the rest by positioned reads. */
import { readSync } from 'node:fs';
import { type RowPlace, readRows, type Shard } from './rows.js';

export interface FeatureReader {
  /** Floats of the `index`-th record's row. */
  lengthOf(index: number): number;
  /** Copies the row of the `index`-th record to `target` from `offset` on. */
  readInto(index: number, target: Float32Array, offset: number): void;
  readonly bytesInMemory: number;
}

/** A row in a shard, or one that could not be stored and is kept in memory. */
export type Row = RowPlace | Float32Array;

/**
 * Rows stay readable until the store they come from is closed.
 * @param rowOf each of the `count` rows; asked for more than once, so that a list of them need not be held
 */
export async function createReader(
  count: number,
  rowOf: (index: number) => Row,
  budget: number,
): Promise<FeatureReader> {
  const index = createIndex(count);
  const inMemory = place(index, rowOf, budget);
  const bytes = await load(index, inMemory, rowOf);
  const { holders, holder, start, length } = index;
  const check = (at: number) => {
    if (!(at >= 0 && at < count)) throw new RangeError(`Row ${at} of ${count} was asked for.`);
  };
  return {
    lengthOf(at) {
      check(at);
      return length[at]!;
    },
    bytesInMemory: bytes,
    readInto(at, target, offset) {
      check(at);
      const from = holders[holder[at]!]!;
      const [begin, floats] = [start[at]!, length[at]!];
      if (from instanceof Float32Array) target.set(from.subarray(begin, begin + floats), offset);
      else readFloatsSync(from, begin, target.subarray(offset, offset + floats));
    },
  };
}

/** Where each row is: numbers in arrays, since a million objects would take more memory than their rows. */
interface Index {
  /** Memory that has rows one after another, or files. */
  readonly holders: (Float32Array | Shard)[];
  /** Of each row: which of them. */
  readonly holder: Int32Array;
  /** Of each row: where it begins, floats. */
  readonly start: Float64Array;
  /** Of each row, floats. */
  readonly length: Int32Array;
}

const createIndex = (count: number): Index => ({
  holders: [],
  holder: new Int32Array(count),
  start: new Float64Array(count),
  length: new Int32Array(count),
});

/** Finds every row where it lies now. @returns the number of rows, from the first on, that are to be in memory */
function place(
  { holders, holder, start, length }: Index,
  rowOf: (index: number) => Row,
  budget: number,
): number {
  const known = new Map<Shard, number>();
  let left = budget;
  let full = holder.length;
  for (let at = 0; at < holder.length; at++) {
    const row = rowOf(at);
    if (row instanceof Float32Array) {
      holder[at] = holders.push(row) - 1;
      length[at] = row.length;
      continue;
    }
    const { shard } = row;
    const own = known.get(shard) ?? holders.push(shard) - 1;
    known.set(shard, own);
    holder[at] = own;
    start[at] = shard.start(row.row);
    length[at] = shard.start(row.row + 1) - start[at]!;
    left -= length[at]! * 4;
    if (left < 0) full = Math.min(full, at);
  }
  return full;
}

/** Reads the first rows into one piece of memory, shard by shard. @returns bytes of the rows in memory */
async function load(
  { holders, holder, start, length }: Index,
  inMemory: number,
  rowOf: (index: number) => Row,
): Promise<number> {
  let stored = 0;
  let unstored = 0;
  const ofShard = new Map<Shard, number[]>();
  for (let at = 0; at < holder.length; at++) {
    const from = holders[holder[at]!]!;
    if (from instanceof Float32Array) unstored += from.length;
    else if (at < inMemory) {
      stored += length[at]!;
      const indices = ofShard.get(from);
      if (indices) indices.push(at);
      else ofShard.set(from, [at]);
    }
  }
  // One piece: each time that much memory is taken, all other memory is gone through for what can be given back.
  const block = new Float32Array(stored);
  const own = holders.push(block) - 1;
  let next = 0;
  for (const [shard, indices] of ofShard) {
    const wanted = indices.map((at) => ({ at, row: (rowOf(at) as RowPlace).row }));
    wanted.sort((a, b) => a.row - b.row);
    let reached = 0;
    await readRows(shard, wanted[0]!.row, wanted.at(-1)!.row + 1, (floats, first, end) => {
      const begin = shard.start(first);
      for (; reached < wanted.length && wanted[reached]!.row < end; reached++) {
        const { at } = wanted[reached]!;
        const from = start[at]! - begin;
        block.set(floats.subarray(from, from + length[at]!), next);
        holder[at] = own;
        start[at] = next;
        next += length[at]!;
      }
    });
  }
  return (stored + unstored) * 4;
}

function readFloatsSync(shard: Shard, begin: number, target: Float32Array): void {
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const position = shard.dataOffset + begin * 4 + at;
    const read = readSync(shard.file.fd, bytes, at, bytes.length - at, position);
    if (read === 0) throw new Error(`${shard.path} ends early.`);
    at += read;
  }
}
