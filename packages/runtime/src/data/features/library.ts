/** The shards of one key: which records they hold, checked before anybody relies on them. */
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readsAll } from '../../files/known/verify.js';
import { SHARD_SUFFIX } from './evict.js';
import { openIntact } from './intact.js';
import { createNumbering } from './numbering.js';
import { isIntact, type RowPlace, type Shard } from './rows.js';
import { readShardHeader } from './shard.js';

export interface Library {
  readonly shards: ReadonlySet<Shard>;
  has(record: string): boolean;
  find(record: string): RowPlace | undefined;
  /** Reads a shard's rows and checks them, unless that was done before and it has not changed; a damaged shard is removed, its records are no longer found. */
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
  const intact = await openIntact(folder);
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
    const isKnown = !readsAll(process.env) && (await intact.isKnown(shard.path));
    if (isKnown || (await isIntact(shard, sums).catch(() => false))) {
      sumsOf.delete(shard);
      await intact.use(shard.path);
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
      if (shard) {
        sumsOf.delete(shard);
        await intact.use(shard.path);
      }
      return shard !== null;
    },
    get damaged() {
      return damaged;
    },
    async close() {
      await intact.save([...shards].map(({ path }) => path));
      for (const shard of shards) await shard.file.close();
      shards.clear();
      places.clear();
    },
  };
}
