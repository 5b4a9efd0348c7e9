/**
 * Writing files so that a reader, a crash or a full disk never meets half a file: the bytes go to a temporary file
 * in the same folder, are flushed to the disk, and take the name by a rename.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

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
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
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

/** A name beside `file` that nobody else uses and that {@link removeLeftovers} knows. */
export function temporaryName(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}${SUFFIX}`);
}

/** Removes temporary files and folders that a killed process left in `folder`, once they are `age` ms old. */
export async function removeLeftovers(folder: string, age = 24 * 3600_000): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((n) => n.endsWith(SUFFIX))) {
    const leftover = path.join(folder, name);
    const found = await stat(leftover).catch(() => null);
    if (found && Date.now() - found.mtimeMs > age) await rm(leftover, { recursive: true, force: true });
  }
}

/** A rename lasts through a power cut only once the folder is flushed; some platforms cannot, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
