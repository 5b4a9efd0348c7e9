/** Keeps the feature store of all projects below its size. */
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeLeftovers } from '../../files/atomic.js';
import { withLock } from '../../files/lock.js';
import { intactName } from './intact.js';
import { KEY_FILE } from './key.js';

export const SHARD_SUFFIX = '.shard';

/** What a key's folder holds beside shards. */
const KEPT_BESIDE = [KEY_FILE, intactName];

interface StoredShard {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/**
 * Removes the shards used longest ago until at most `maxBytes` remain; those in `inUse` stay, so one run's features
 * may exceed the size until it ends. Another process may go on reading a removed shard that it has open.
 * @returns bytes removed
 */
export async function evict(root: string, maxBytes: number, inUse: ReadonlySet<string>): Promise<number> {
  return withLock(join(root, 'evict.lock'), async () => {
    const shards = await listShards(root);
    let excess = shards.reduce((sum, shard) => sum + shard.bytes, 0) - maxBytes;
    let removed = 0;
    for (const shard of shards.sort((a, b) => a.usedAt - b.usedAt)) {
      if (excess <= 0) break;
      if (inUse.has(shard.path)) continue;
      await rm(shard.path, { force: true });
      excess -= shard.bytes;
      removed += shard.bytes;
    }
    if (removed > 0) await removeEmptyKeys(root);
    return removed;
  });
}

async function listShards(root: string): Promise<StoredShard[]> {
  const shards: StoredShard[] = [];
  for (const key of await readdir(root)) {
    const folder = join(root, key);
    await removeLeftovers(folder);
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith(SHARD_SUFFIX)) continue;
      const path = join(folder, name);
      // Gone where another process evicts or repairs at the same time.
      const found = await stat(path).catch(() => null);
      if (found) shards.push({ path, bytes: found.size, usedAt: Math.max(found.atimeMs, found.mtimeMs) });
    }
  }
  return shards;
}

async function removeEmptyKeys(root: string): Promise<void> {
  for (const key of await readdir(root)) {
    const names = await readdir(join(root, key)).catch(() => null);
    if (names === null || names.some((name) => !KEPT_BESIDE.includes(name))) continue;
    for (const name of KEPT_BESIDE) await rm(join(root, key, name), { force: true });
    await rmdir(join(root, key)).catch(() => undefined);
  }
}
