/** The shards of one key: which records they hold, checked before anybody relies on them. */
import { type FileHandle, open, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { SHARD_SUFFIX } from './evict.js';
import { readShardHeader, rowSum, SUM_BYTES } from './shard.js';

/** A shard that stays open, so that it can be read to the end even if it is evicted meanwhile. */
export interface Shard {
  readonly path: string;
  readonly file: FileHandle;
  readonly rows: number;
  /** Where a row begins among the floats of all rows. */
  readonly start: (row: number) => number;
  readonly dataOffset: number;
}

export interface RowPlace {
  readonly shard: Shard;
  readonly row: number;
}

export interface Library {
  readonly shards: ReadonlySet<Shard>;
  has(record: string): boolean;
  find(record: string): RowPlace | undefined;
  /** Reads a shard's rows and checks them once; a damaged shard is removed, its records are no longer found. */
  verify(shard: Shard): Promise<boolean>;
  /** Takes in a shard that was just written; false where another process has evicted it already. */
  add(path: string): Promise<boolean>;
  /** Number of files that were damaged. */
  readonly damaged: number;
  close(): Promise<void>;
}

export async function openLibrary(folder: string): Promise<Library> {
  const shards = new Set<Shard>();
  /** What the rows of a shard must give, until they were found to. */
  const sumsOf = new Map<Shard, Buffer>();
  // A number a record: millions of them are found, and an object for each would be most of a run's memory.
  const places = new Map<string, number>();
  const numbering = createNumbering();
  let damaged = 0;

  const discard = async (path: string) => {
    damaged++;
    await rm(path, { force: true }).catch(() => undefined);
  };

  const take = async (path: string): Promise<Shard | null> => {
    // Evicted since the folder was listed.
    const file = await open(path, 'r').catch(() => null);
    if (!file) return null;
    const read = await readShardHeader(file).catch(() => null);
    if (!read) {
      await file.close();
      await discard(path);
      return null;
    }
    const { records, sums, start, dataOffset } = read;
    const shard: Shard = { path, file, rows: records.length, start, dataOffset };
    shards.add(shard);
    sumsOf.set(shard, sums);
    const first = numbering.take(shard);
    for (const [row, record] of records.entries()) places.set(record, first + row);
    return shard;
  };

  const verify = async (shard: Shard): Promise<boolean> => {
    const sums = sumsOf.get(shard);
    if (!sums) return true;
    if (await isIntact(shard, sums).catch(() => false)) {
      sumsOf.delete(shard);
      const now = new Date();
      // Its time of use, for the eviction; failing that it only looks older than it is.
      await utimes(shard.path, now, now).catch(() => undefined);
      return true;
    }
    shards.delete(shard);
    sumsOf.delete(shard);
    for (const [record, at] of places) if (numbering.placeOf(at).shard === shard) places.delete(record);
    await shard.file.close();
    await discard(shard.path);
    return false;
  };

  for (const name of await readdir(folder).catch(() => [])) {
    if (name.endsWith(SHARD_SUFFIX)) await take(join(folder, name));
  }
  return {
    shards,
    has: (record) => places.has(record),
    find(record) {
      const at = places.get(record);
      return at === undefined ? undefined : numbering.placeOf(at);
    },
    verify,
    async add(path) {
      const shard = await take(path);
      if (shard) sumsOf.delete(shard);
      return shard !== null;
    },
    get damaged() {
      return damaged;
    },
    async close() {
      for (const shard of shards) await shard.file.close();
      shards.clear();
      places.clear();
    },
  };
}

/** Numbers the rows of all shards, one shard after another. */
function createNumbering() {
  const taken: Shard[] = [];
  const firsts: number[] = [];
  let next = 0;
  return {
    /** The number of the shard's first row. */
    take(shard: Shard): number {
      taken.push(shard);
      firsts.push(next);
      next += shard.rows;
      return next - shard.rows;
    },
    placeOf(at: number): RowPlace {
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

/** Floats that are read together to be checked. */
const CHECKED_AT_ONCE = 1 << 20;

async function isIntact(shard: Shard, sums: Buffer): Promise<boolean> {
  const { rows, start } = shard;
  let chunk = new Float32Array();
  for (let first = 0; first < rows; ) {
    let end = first + 1;
    while (end < rows && start(end + 1) - start(first) <= CHECKED_AT_ONCE) end++;
    const length = start(end) - start(first);
    // The same memory again and again.
    if (chunk.length < length) chunk = new Float32Array(Math.max(length, CHECKED_AT_ONCE));
    await readFloats(shard, start(first), chunk.subarray(0, length));
    const bytes = new Uint8Array(chunk.buffer);
    for (let row = first; row < end; row++) {
      const sum = rowSum(bytes, start(row) - start(first), start(row + 1) - start(first));
      if (sums.compare(sum, 0, SUM_BYTES, row * SUM_BYTES, (row + 1) * SUM_BYTES) !== 0) return false;
    }
    first = end;
  }
  return true;
}

/** Rows `first` to `first + count` of a shard. Rejects where the file ends before. */
export async function readRows(shard: Shard, first: number, count: number): Promise<Float32Array> {
  const begin = shard.start(first);
  const rows = new Float32Array(shard.start(first + count) - begin);
  await readFloats(shard, begin, rows);
  return rows;
}

async function readFloats(shard: Shard, begin: number, target: Float32Array): Promise<void> {
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const position = shard.dataOffset + begin * 4 + at;
    const { bytesRead } = await shard.file.read(bytes, at, bytes.length - at, position);
    if (bytesRead === 0) throw new Error(`${shard.path} ends early.`);
    at += bytesRead;
  }
}
