/** A folder from which an engine loads a model that it only takes from a disk. */
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import { removeLeftovers, temporaryName } from '../files/atomic.js';

/**
 * Runs `use` with a folder of its own, which only this user can read; what this user's killed processes left is removed.
 * Where a system keeps files that are in use, the next process removes it.
 * @throws TlpError TLP756
 */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  await removeLeftovers(tmpdir()).catch(() => undefined);
  const folder = temporaryName(path.join(tmpdir(), 'tlp-graph'));
  await mkdir(folder, { mode: 0o700 }).catch(unwritable);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** @throws TlpError TLP756 */
export function unwritable(cause: Error): never {
  throw fail(
    'TLP756',
    `The temporary folder ${tmpdir()} cannot be written: ${cause.message}.`,
    'Free some space there, or set TMPDIR to a writable folder.',
    { exitCode: 2, cause },
  );
}
