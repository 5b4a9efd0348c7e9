/** Random access to stored rows: from memory as far as the budget goes, the rest by positioned reads. */
import { readSync } from 'node:fs';
import { type RowPlace, readRows, type Shard } from './library.js';

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

/** Reads the first rows into memory, shard by shard. @returns bytes of the rows in memory */
async function load(
  { holders, holder, start, length }: Index,
  inMemory: number,
  rowOf: (index: number) => Row,
): Promise<number> {
  let bytes = 0;
  const ofShard = new Map<number, number[]>();
  for (let at = 0; at < holder.length; at++) {
    const own = holder[at]!;
    if (holders[own] instanceof Float32Array) bytes += length[at]! * 4;
    else if (at < inMemory) (ofShard.get(own) ?? ofShard.set(own, []).get(own)!).push(at);
  }
  // Neighbours in a file are read together; a whole shard at most is read at once.
  for (const [own, indices] of ofShard) {
    const shard = holders[own] as Shard;
    const rows = indices.map((at) => (rowOf(at) as RowPlace).row);
    const first = rows.reduce((least, row) => Math.min(least, row), Number.POSITIVE_INFINITY);
    const end = rows.reduce((most, row) => Math.max(most, row), 0) + 1;
    const read = await readRows(shard, first, end - first);
    const begin = shard.start(first);
    // Where most of what was read is not wanted, what is wanted is copied out of it.
    const sparse = new Set(rows).size * 2 <= end - first;
    const wanted = indices.reduce((sum, at) => sum + length[at]!, 0);
    const block = sparse ? new Float32Array(wanted) : read;
    const blockAt = holders.push(block) - 1;
    let next = 0;
    for (const at of indices) {
      const from = start[at]! - begin;
      holder[at] = blockAt;
      start[at] = sparse ? next : from;
      if (sparse) block.set(read.subarray(from, from + length[at]!), next);
      next += length[at]!;
    }
    bytes += wanted * 4;
  }
  return bytes;
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
