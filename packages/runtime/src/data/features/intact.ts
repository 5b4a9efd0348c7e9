/**
 * Which shards of a key were found intact, with the size, time and inode that they had: they are not read again only to be checked. A
 * shard is written once and never changed, so a time of modification is enough; its time of use is the other one.
 */
import { readFile, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '../../files/atomic.js';
import { isSettled, nowInNanoseconds } from '../../files/known/stamp.js';
import { sealed, unsealed } from '../../files/sealed.js';

export const intactName = 'intact.json';

export interface IntactShards {
  /** Whether the shard is the one that was found intact before. */
  isKnown(shard: string): Promise<boolean>;
  /** Notes that a shard is intact and used now. */
  use(shard: string): Promise<void>;
  /** Keeps what is noted of the shards that are there. Failing that, everything is read again the next time. */
  save(shards: readonly string[]): Promise<void>;
}

/** @param folder of the key */
export async function openIntact(folder: string): Promise<IntactShards> {
  const file = path.join(folder, intactName);
  const before = await readNote(file);
  const used = new Set<string>();

  return {
    async isKnown(shard) {
      const known = before[path.basename(shard)];
      return known !== undefined && known === (await lookAt(shard))?.stamp;
    },
    async use(shard) {
      used.add(shard);
      const found = await stat(shard).catch(() => null);
      // For the eviction; failing that it only looks as if it had not been used.
      if (found) await utimes(shard, new Date(), found.mtime).catch(() => undefined);
    },
    async save(shards) {
      const now: Record<string, unknown> = {};
      for (const shard of shards) {
        const name = path.basename(shard);
        const found = used.has(shard) ? await lookAt(shard) : null;
        if (found?.settled) now[name] = found.stamp;
        else if (!found && name in before) now[name] = before[name];
      }
      if (JSON.stringify(now) === JSON.stringify(before)) return;
      await writeFileAtomic(file, sealed(now)).catch(() => undefined);
    },
  };
}

async function readNote(file: string): Promise<Readonly<Record<string, unknown>>> {
  const read = unsealed(await readFile(file, 'utf8').catch(() => ''));
  return 'problem' in read ? {} : read.value;
}

async function lookAt(shard: string): Promise<{ readonly stamp: string; readonly settled: boolean } | null> {
  const found = await stat(shard, { bigint: true }).catch(() => null);
  if (!found) return null;
  // The time of change is also that of the last use.
  const settled = isSettled({ mtimeNs: found.mtimeNs, ctimeNs: found.mtimeNs }, nowInNanoseconds());
  return { stamp: [found.size, found.mtimeNs / 1_000_000n, found.ino].join(' '), settled };
}
