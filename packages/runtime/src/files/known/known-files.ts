/**
 * The hashes of files that were read before, so that a start need not read them again: a file whose size, times and
 * inode are those of then has the bytes of then. Of a file that was just changed that is not sure yet (see `stamp.ts`), so
 * its hash is not kept. Where the notes cannot be read or written, everything is read, which costs only time.
 */
import { type FileHandle, realpath } from 'node:fs/promises';
import { cacheFolder } from '../cache.js';
import { fingerprint } from '../fingerprint.js';
import { openRegular } from '../regular.js';
import { notePath, readNote, writeNote } from './note.js';
import { createQuickStat } from './quick-stat.js';
import { isSettled, nowInNanoseconds, stampOf } from './stamp.js';
import { readsAll } from './verify.js';

/** @param size of the file, bytes */
export type ReadHash = (file: FileHandle, size: number) => Promise<string>;

export interface KnownFiles {
  /**
   * A file's hash, from `read` where it is not known.
   * @param name of the file within the folder
   * @param read SHA-256 where it is left out, lower-case hex
   * @throws what `read` and the file system throw; nothing is kept then
   */
  hashOf(name: string, path: string, read?: ReadHash): Promise<string>;
  /**
   * What a file whose hash was asked for has as long as it has the same bytes, see `hasStamp`. Undefined of a file that was
   * just changed, and where every file is to be read whatever is known.
   */
  stampOf(name: string): string | undefined;
  /** Keeps the hashes of the files that were asked for, for the next start. */
  save(): Promise<void>;
}

export interface KnownFilesOptions {
  /** Where the notes lie. Defaults to `fingerprints` in the per-user cache. */
  readonly notes?: string | undefined;
  /** Reads every file, whatever is known. Defaults to what `TLP_VERIFY` says. */
  readonly verify?: boolean;
  /** The reading that a note must save, in bytes, to be worth its file; opening a file counts as some. */
  readonly least?: number;
  /** Nanoseconds since 1970, for tests. */
  readonly now?: () => bigint;
}

/** About what is hashed in the time that opening and closing a file takes. */
const OPENING = 32e3;

/** Hashed in some hundredths of a second. */
const LEAST = 16e6;

const hashOf: ReadHash = async (file, size) => (await fingerprint(file, size)).hash;

/** @param root the folder, or a single file */
export async function openKnownFiles(root: string, options: KnownFilesOptions = {}): Promise<KnownFiles> {
  const {
    notes = cacheFolder('fingerprints'),
    verify = readsAll(process.env),
    least = LEAST,
    now = nowInNanoseconds,
  } = options;
  const real = await realpath(root).catch(() => root);
  const note = notePath(notes, real);
  const before = await readNote(note, real);
  const known = new Map<string, string>();
  const look = createQuickStat();
  let isNew = false;
  let bytesRead = 0;

  /** The hash of then, where the file has the stamp of then. */
  const unchanged = async (name: string, path: string): Promise<string | undefined> => {
    const entry = verify ? undefined : before.get(name);
    if (entry === undefined) return undefined;
    const stamp = stampOf(await look(path));
    if (!entry.startsWith(`${stamp} `)) return undefined;
    known.set(name, entry);
    return entry.slice(stamp.length + 1);
  };

  const hashAnew = async (name: string, path: string, read: ReadHash): Promise<string> => {
    const file = await openRegular(path);
    try {
      const stats = await file.stat({ bigint: true });
      // Before it is read: what changes meanwhile changes the stamp.
      const settled = isSettled(stats, now());
      const hash = await read(file, Number(stats.size));
      bytesRead += OPENING + Number(stats.size);
      if (settled) {
        known.set(name, `${stampOf(stats)} ${hash}`);
        isNew = true;
      }
      return hash;
    } finally {
      await file.close();
    }
  };

  return {
    hashOf: async (name, path, read = hashOf) =>
      (await unchanged(name, path)) ?? (await hashAnew(name, path, read)),
    stampOf(name) {
      const entry = verify ? undefined : known.get(name);
      return entry?.slice(0, entry.indexOf(' '));
    },
    async save() {
      const isOther = isNew || known.size < before.size;
      if (!isOther || (before.size === 0 && bytesRead < least)) return;
      await writeNote(note, real, known).catch(() => undefined);
    },
  };
}

/** SHA-256 of a single file, lower-case hex, known from the last time where it is still the same. */
export async function knownHash(path: string, options: KnownFilesOptions = {}): Promise<string> {
  const files = await openKnownFiles(path, options);
  const hash = await files.hashOf('', path);
  await files.save();
  return hash;
}
