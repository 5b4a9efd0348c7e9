/**
 * Writing files so that a reader, a crash or a full disk never meets half a file: the bytes go to a temporary file
 * in the same folder, are flushed to the disk, and take the name by a rename.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { livenessOf, thisProcess } from './process-identity.js';
import { shortName } from './short-name.js';

const SUFFIX = '.tlp-tmp';

/** Writes a whole file, making its folder where it is missing. Throws what the file system throws. */
export function writeFileAtomic(file: string, data: string | Uint8Array): Promise<void> {
  return writeAtomic(file, (handle) => handle.writeFile(data));
}

/** The same for content that is written piece by piece; nothing takes the name if `write` throws. */
export async function writeAtomic(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = temporaryName(file);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await watcher?.(file, 'written');
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
  await watcher?.(file, 'in place');
}

/** `written`: under its temporary name; what a kill leaves behind differs between the two. */
export type WriteMoment = 'written' | 'in place';
type Watcher = (file: string, moment: WriteMoment) => Promise<void>;

let watcher: Watcher | undefined;

/** For tests: holds every writer of whole files up at each moment until `watch` is done. Gives a function that ends it. */
export function watchWrites(watch: Watcher): () => void {
  watcher = watch;
  return () => {
    watcher = undefined;
  };
}

/** Gives a finished file in the same file system its final name, flushed first. */
export async function moveIntoPlace(finished: string, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(finished, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(finished, file);
  await syncFolder(path.dirname(file));
}

/** A name beside `file` that nobody else uses and from which {@link removeLeftovers} knows whose it is. */
export function temporaryName(file: string): string {
  const { pid, realm, started } = thisProcess();
  const owner = `${pid}-${realm}-${started}`;
  const name = `.${shortName(path.basename(file), 120)}.${owner}.${randomUUID().slice(0, 8)}${SUFFIX}`;
  return path.join(path.dirname(file), name);
}

/**
 * Removes this user's temporary files and folders in `folder` that a killed process left: at once where the process
 * can be seen to be gone, else once they are `age` ms old.
 */
export async function removeLeftovers(folder: string, age = 24 * 3600_000): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((n) => n.endsWith(SUFFIX))) {
    const leftover = path.join(folder, name);
    const found = await lstat(leftover).catch(() => null);
    // Others' are theirs, even where this user may remove them.
    if (!found || (process.getuid && found.uid !== process.getuid())) continue;
    if (Date.now() - found.mtimeMs > age || ownerIsDead(name)) {
      await rm(leftover, { recursive: true, force: true });
    }
  }
}

function ownerIsDead(name: string): boolean {
  const [, pid, realm, started] = /\.(\d+)-(\w+)-(\d+)\.\w+\.tlp-tmp$/.exec(name) ?? [];
  if (!pid || !realm || !started) return false;
  const { host } = thisProcess();
  return livenessOf({ pid: Number(pid), host, realm, started }) === 'dead';
}

/** A rename lasts through a power cut only once the folder is flushed; some platforms cannot, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
