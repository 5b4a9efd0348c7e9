/**
 * The feature store: what frozen layers said of examples, kept between runs and shared by all projects and processes.
 *
 * A key names everything that decides a row but the example: the weights, the frozen graph, the preprocessing. Its
 * rows lie in a folder named after the key's hash, in shards that are written once (see `shard`). A record names
 * the example's bytes and its changed view. Writers never touch each other's files, so no lock is needed.
 */

import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, fail } from '@tlp/language/diagnostic.js';
import { writeAtomic, writeFileAtomic } from '../../files/atomic.js';
import { cacheFolder } from '../../files/cache.js';
import { joinFloats } from '../../join-floats.js';
import { createLimit } from '../limit.js';
import { evict, SHARD_SUFFIX } from './evict.js';
import { canonical, type FeatureKey, KEY_FILE, keyFolder } from './key.js';
import { type Library, openLibrary } from './library.js';
import { createReader, type FeatureReader } from './reader.js';
import type { Shard } from './rows.js';
import { encodeShard } from './shard.js';
import { cannotStore, noRoom, wasDamaged } from './store-problems.js';

export interface FeatureStoreOptions {
  /** Defaults to `features` in the per-user cache. */
  readonly folder?: string | undefined;
  /** Size of the whole store. Defaults to `TLP_FEATURES_MAX_GB`, or 10 GB. */
  readonly maxBytes?: number;
  /** What a reader may hold in memory. Defaults to 512 MB. */
  readonly memoryBytes?: number;
  /** Rows are gathered to files of about this size. Defaults to 32 MB. */
  readonly shardBytes?: number;
  readonly onWarning?: (warning: Diagnostic) => void;
}

export interface FeatureStats {
  /** Records that were asked for and found. */
  readonly found: number;
  readonly written: number;
  /** Rows that could not be stored and are only in memory. */
  readonly notStored: number;
  /** Files that were damaged and have been removed. */
  readonly damaged: number;
  readonly evictedBytes: number;
}

export interface FeatureStore {
  /** The records that must be computed: absent, or damaged on the disk. Each once, in the given order. */
  missing(records: readonly string[]): Promise<string[]>;
  /** `rows` is `[records.length, rowLength]`; it may be used again once the promise is kept. Others may have another length. */
  write(records: readonly string[], rows: Float32Array, rowLength: number): Promise<void>;
  /** Puts what was written so far on the disk. `reader` and `close` do it too. */
  flush(): Promise<void>;
  /** Records may repeat. @throws Error where one is missing. */
  reader(records: readonly string[]): Promise<FeatureReader>;
  readonly stats: FeatureStats;
  /** Its files stay in the store when it is closed, until what is given is called. No rows are held. */
  hold(): () => void;
  /** Readers end with it. */
  close(): Promise<void>;
}

/** What this process has open: a pass that fills several stores must not make room for one by emptying another. */
const open = new Set<Library>();
/** The paths of files that this process goes on to read, though their store is closed in between. */
const held = new Set<readonly string[]>();

export async function openFeatureStore(
  key: FeatureKey,
  options: FeatureStoreOptions = {},
): Promise<FeatureStore> {
  const {
    folder: root = cacheFolder('features'),
    maxBytes = featureRoom(),
    memoryBytes = 512e6,
    shardBytes = 32e6,
    onWarning,
  } = options;
  const folder = join(root, keyFolder(key));
  const library = await openLibrary(folder);
  open.add(library);
  const pending = new Map<string, Float32Array>();
  const unstored = new Map<string, Float32Array>();
  let pendingBytes = 0;
  let diskFails = false;
  let found = 0;
  let written = 0;
  let evictedBytes = 0;
  let toldOfDamage = false;

  const has = (record: string) => pending.has(record) || unstored.has(record) || library.has(record);

  const missing = async (records: readonly string[]) => {
    const used = new Set<Shard>();
    for (const record of records) {
      const place = library.find(record);
      if (place) used.add(place.shard);
    }
    for (const shard of used) await library.verify(shard);
    if (library.damaged > 0 && !toldOfDamage) onWarning?.(wasDamaged(folder));
    toldOfDamage = library.damaged > 0;
    // Only now: a damaged shard takes all its records with it.
    const absent = new Set<string>();
    for (const record of records) if (!has(record)) absent.add(record);
    return [...absent];
  };

  const flush = async () => {
    if (pending.size === 0) return;
    const records = [...pending.keys()];
    const rows = [...pending.values()];
    const lengths = rows.map((row) => row.length);
    const equal = lengths.every((length) => length === lengths[0]);
    try {
      if (diskFails) throw new Error('the disk failed before');
      const path = join(folder, randomUUID() + SHARD_SUFFIX);
      const keyPath = join(folder, KEY_FILE);
      await access(keyPath).catch(() => writeFileAtomic(keyPath, canonical(key)));
      await writeAtomic(path, async (file) => {
        for (const piece of encodeShard(records, joinFloats(rows), equal ? lengths[0]! : lengths))
          await file.appendFile(piece);
      });
      if (!(await library.add(path))) throw new Error('another process removed what was written');
      written += records.length;
      const inUse = new Set([...[...open].flatMap(pathsOf), ...[...held].flat()]);
      evictedBytes += await evict(root, maxBytes, inUse);
    } catch (error) {
      if (!diskFails) onWarning?.(cannotStore(root, error));
      diskFails = true;
      for (const [record, row] of pending) if (!library.has(record)) unstored.set(record, row);
      if (bytesOf(unstored) > memoryBytes) throw noRoom(root, error);
    }
    pending.clear();
    pendingBytes = 0;
  };

  const write = async (records: readonly string[], rows: Float32Array, length: number) => {
    if (rows.length < records.length * length)
      throw new Error(`${rows.length} floats are no ${records.length} rows.`);
    for (const [i, record] of records.entries())
      pending.set(record, rows.slice(i * length, (i + 1) * length));
    pendingBytes += records.length * length * 4;
    if (pendingBytes >= shardBytes) await flush();
  };

  const reader = async (records: readonly string[]) => {
    await flush();
    const absent = await missing(records);
    if (absent.length > 0) throw new Error(`${absent.length} features are missing, first ${absent[0]}.`);
    const rowOf = (index: number) => unstored.get(records[index]!) ?? library.find(records[index]!)!;
    return createReader(records.length, rowOf, memoryBytes);
  };

  // Calls that overlap must not flush the same rows twice, or lose those that arrive during a flush.
  const inTurn = createLimit(1);
  return {
    missing: (records) =>
      inTurn(async () => {
        const absent = await missing(records);
        found += new Set(records).size - absent.length;
        return absent;
      }),
    write: (records, rows, length) => inTurn(() => write(records, rows, length)),
    flush: () => inTurn(flush),
    reader: (records) => inTurn(() => reader(records)),
    get stats() {
      return { found, written, notStored: unstored.size, damaged: library.damaged, evictedBytes };
    },
    hold() {
      const paths = pathsOf(library);
      held.add(paths);
      return () => void held.delete(paths);
    },
    close: () =>
      inTurn(async () => {
        try {
          await flush();
        } finally {
          open.delete(library);
          await library.close();
        }
      }),
  };
}

const pathsOf = ({ shards }: Pick<Library, 'shards'>): readonly string[] =>
  [...shards].map(({ path }) => path);

const bytesOf = (rows: ReadonlyMap<string, Float32Array>): number => {
  let bytes = 0;
  for (const row of rows.values()) bytes += row.byteLength;
  return bytes;
};

const DEFAULT_MAX_GB = 10;

/** Bytes that the store may have by `TLP_FEATURES_MAX_GB`. @throws TLP368 */
export function featureRoom(env: NodeJS.ProcessEnv = process.env): number {
  const text = env.TLP_FEATURES_MAX_GB;
  const gigabytes = text === undefined || text === '' ? DEFAULT_MAX_GB : Number(text);
  if (!(gigabytes >= 0)) {
    throw fail(
      'TLP368',
      `TLP_FEATURES_MAX_GB is "${text}", which is not a number of gigabytes.`,
      'Set it to a number such as 10, or unset it.',
      { exitCode: 2 },
    );
  }
  return gigabytes * 1e9;
}
