/** Random access to stored rows: from memory as far as the budget goes, the rest by positioned reads. */
import { readSync } from 'node:fs';
import { groupBy } from '../groups.js';
import { type RowPlace, readRows } from './library.js';

export interface FeatureReader {
  /** Floats a row. */
  readonly rowLength: number;
  /** Copies the row of the `index`-th record to `target` from `offset` on. */
  readInto(index: number, target: Float32Array, offset: number): void;
  readonly bytesInMemory: number;
}

/** A row in a shard, or one that could not be stored and is kept in memory. */
export type Row = RowPlace | Float32Array;

/** Rows stay readable until the store they come from is closed. */
export async function createReader(
  rows: readonly Row[],
  rowLength: number,
  budget: number,
): Promise<FeatureReader> {
  const loaded = await load(rows, rowLength, budget);
  return {
    rowLength,
    bytesInMemory: loaded.bytes,
    readInto(index, target, offset) {
      const row = loaded.rows[index];
      if (row === undefined) throw new RangeError(`Row ${index} of ${rows.length} was asked for.`);
      if (row instanceof Float32Array) target.set(row, offset);
      else readRowSync(row, target, offset);
    },
  };
}

async function load(rows: readonly Row[], rowLength: number, budget: number) {
  const result = [...rows];
  const stored = [...rows.keys()].filter((i) => !(rows[i] instanceof Float32Array));
  const inMemory = stored.slice(0, Math.floor(budget / (rowLength * 4)));
  const place = (i: number) => rows[i] as RowPlace;
  // Neighbours in a file are read together; a whole shard at most is read at once.
  for (const [shard, indices] of groupBy(inMemory, (i) => place(i).shard)) {
    const first = indices.reduce((least, i) => Math.min(least, place(i).row), Number.POSITIVE_INFINITY);
    const last = indices.reduce((most, i) => Math.max(most, place(i).row), 0);
    const read = await readRows(shard, first, last - first + 1);
    const wanted = new Set(indices.map((i) => place(i).row)).size;
    for (const i of indices) {
      const row = place(i).row - first;
      const view = read.subarray(row * rowLength, (row + 1) * rowLength);
      // A view keeps the whole reading alive: worth it only where most of that is wanted.
      result[i] = wanted * 2 > last - first + 1 ? view : view.slice();
    }
  }
  const bytes = result.reduce((sum, row) => sum + (row instanceof Float32Array ? row.byteLength : 0), 0);
  return { rows: result, bytes };
}

function readRowSync({ shard, row }: RowPlace, target: Float32Array, offset: number): void {
  const length = shard.header.rowLength * 4;
  const bytes = new Uint8Array(target.buffer, target.byteOffset + offset * 4, length);
  for (let at = 0; at < length; ) {
    const position = shard.dataOffset + row * length + at;
    const read = readSync(shard.file.fd, bytes, at, length - at, position);
    if (read === 0) throw new Error(`${shard.path} ends early.`);
    at += read;
  }
}
