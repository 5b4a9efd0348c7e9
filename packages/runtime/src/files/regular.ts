/** Opening regular files only: a pipe without a writer would hold up its reader for ever, and a device never ends. */

import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errorText } from '@tlp/language/error-text.js';

/** What is there under the name is no regular file. `code` is `EISDIR` for a folder, as where one is read. */
export class NotAFile extends Error {
  override readonly name = 'NotAFile';
  readonly code: 'EISDIR' | undefined;

  constructor(stats: Pick<Stats, 'isDirectory' | 'isFIFO' | 'isSocket'>) {
    super(`it is ${kindOf(stats)}, not a file`);
    this.code = stats.isDirectory() ? 'EISDIR' : undefined;
  }
}

function kindOf(stats: Pick<Stats, 'isDirectory' | 'isFIFO' | 'isSocket'>): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

// Even opening a pipe waits for its writer, unless asked not to. Windows knows no such flag.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** For reading. @throws NotAFile, and what the file system throws */
export async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(path, flags);
  const stats = await file.stat();
  if (stats.isFile()) return file;
  await file.close();
  throw new NotAFile(stats);
}

/** The whole file. @throws as {@link openRegular} */
export async function readRegular(path: string): Promise<Buffer> {
  const file = await openRegular(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

export const readRegularText = async (path: string): Promise<string> => (await readRegular(path)).toString();

/** Calls `read` with the descriptor of the opened file. @throws as {@link openRegular} */
export function withRegularSync<T>(path: string, read: (descriptor: number) => T): T {
  const descriptor = openSync(path, flags);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new NotAFile(stats);
    return read(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file could not be read, for the parentheses of a sentence: `EACCES`, or what it is instead of a file. */
export function whyUnread(cause: unknown): string {
  if (cause instanceof NotAFile) return cause.message;
  return (cause as NodeJS.ErrnoException).code ?? errorText(cause);
}
