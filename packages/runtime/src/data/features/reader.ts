/** Random access to stored rows: from memory as far as the budget goes, the rest by positioned reads. */
import { readSync } from 'node:fs';
import { groupBy } from '../groups.js';
import { type RowPlace, readRows } from './library.js';

export interface FeatureReader {
  /** Floats of the `index`-th record's row. */
  lengthOf(index: number): number;
  /** Copies the row of the `index`-th record to `target` from `offset` on. */
  readInto(index: number, target: Float32Array, offset: number): void;
  readonly bytesInMemory: number;
}

/** A row in a shard, or one that could not be stored and is kept in memory. */
export type Row = RowPlace | Float32Array;

/** Rows stay readable until the store they come from is closed. */
export async function createReader(rows: readonly Row[], budget: number): Promise<FeatureReader> {
  const loaded = await load(rows, budget);
  const at = (index: number): Row => {
    const row = loaded.rows[index];
    if (row === undefined) throw new RangeError(`Row ${index} of ${rows.length} was asked for.`);
    return row;
  };
  return {
    lengthOf: (index) => lengthOf(at(index)),
    bytesInMemory: loaded.bytes,
    readInto(index, target, offset) {
      const row = at(index);
      if (row instanceof Float32Array) target.set(row, offset);
      else readRowSync(row, target, offset);
    },
  };
}

const lengthOf = (row: Row): number =>
  row instanceof Float32Array ? row.length : row.shard.start(row.row + 1) - row.shard.start(row.row);

async function load(rows: readonly Row[], budget: number) {
  const result = [...rows];
  const stored = [...rows.keys()].filter((i) => !(rows[i] instanceof Float32Array));
  let left = budget;
  const full = stored.findIndex((i) => {
    left -= lengthOf(rows[i]!) * 4;
    return left < 0;
  });
  const inMemory = full === -1 ? stored : stored.slice(0, full);
  const place = (i: number) => rows[i] as RowPlace;
  // Neighbours in a file are read together; a whole shard at most is read at once.
  for (const [shard, indices] of groupBy(inMemory, (i) => place(i).shard)) {
    const first = indices.reduce((least, i) => Math.min(least, place(i).row), Number.POSITIVE_INFINITY);
    const last = indices.reduce((most, i) => Math.max(most, place(i).row), 0);
    const read = await readRows(shard, first, last - first + 1);
    const wanted = new Set(indices.map((i) => place(i).row)).size;
    for (const i of indices) {
      const { row } = place(i);
      const begin = shard.start(first);
      const view = read.subarray(shard.start(row) - begin, shard.start(row + 1) - begin);
      // A view keeps the whole reading alive: worth it only where most of that is wanted.
      result[i] = wanted * 2 > last - first + 1 ? view : view.slice();
    }
  }
  const bytes = result.reduce((sum, row) => sum + (row instanceof Float32Array ? row.byteLength : 0), 0);
  return { rows: result, bytes };
}

function readRowSync({ shard, row }: RowPlace, target: Float32Array, offset: number): void {
  const start = shard.start(row) * 4;
  const length = shard.start(row + 1) * 4 - start;
  const bytes = new Uint8Array(target.buffer, target.byteOffset + offset * 4, length);
  for (let at = 0; at < length; ) {
    const position = shard.dataOffset + start + at;
    const read = readSync(shard.file.fd, bytes, at, length - at, position);
    if (read === 0) throw new Error(`${shard.path} ends early.`);
    at += read;
  }
}
