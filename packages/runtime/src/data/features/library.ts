/** The shards of one key: which records they hold, checked before anybody relies on them. */
import { type FileHandle, open, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { SHARD_SUFFIX } from './evict.js';
import { readShardHeader, rowSum, type ShardHeader } from './shard.js';

/** A shard that stays open, so that it can be read to the end even if it is evicted meanwhile. */
export interface Shard {
  readonly path: string;
  readonly file: FileHandle;
  readonly header: ShardHeader;
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
  const verified = new Set<Shard>();
  const places = new Map<string, RowPlace>();
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
    const shard: Shard = { path, file, ...read };
    shards.add(shard);
    for (const [row, record] of shard.header.records.entries()) places.set(record, { shard, row });
    return shard;
  };

  const verify = async (shard: Shard): Promise<boolean> => {
    if (verified.has(shard)) return true;
    const { start } = shard;
    const { sums } = shard.header;
    const rows = await readRows(shard, 0, sums.length).catch(() => null);
    const bytes = rows && new Uint8Array(rows.buffer);
    if (bytes && sums.every((sum, row) => rowSum(bytes, start(row), start(row + 1)) === sum)) {
      verified.add(shard);
      const now = new Date();
      // Its time of use, for the eviction; failing that it only looks older than it is.
      await utimes(shard.path, now, now).catch(() => undefined);
      return true;
    }
    shards.delete(shard);
    for (const record of shard.header.records) {
      if (places.get(record)?.shard === shard) places.delete(record);
    }
    await shard.file.close();
    await discard(shard.path);
    return false;
  };

  for (const name of await readdir(folder).catch(() => [])) {
    if (name.endsWith(SHARD_SUFFIX)) await take(join(folder, name));
  }
  return {
    shards,
    find: (record) => places.get(record),
    verify,
    async add(path) {
      const shard = await take(path);
      if (shard) verified.add(shard);
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

/** Rows `first` to `first + count` of a shard. Rejects where the file ends before. */
export async function readRows(shard: Shard, first: number, count: number): Promise<Float32Array> {
  const begin = shard.start(first);
  const rows = new Float32Array(shard.start(first + count) - begin);
  const bytes = new Uint8Array(rows.buffer);
  for (let at = 0; at < bytes.length; ) {
    const position = shard.dataOffset + begin * 4 + at;
    const { bytesRead } = await shard.file.read(bytes, at, bytes.length - at, position);
    if (bytesRead === 0) throw new Error(`${shard.path} ends early.`);
    at += bytesRead;
  }
  return rows;
}
