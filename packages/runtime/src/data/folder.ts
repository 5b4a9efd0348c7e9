/** Goes through folders of examples on the disk. Looks at names only; no file is opened. */

import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { dataMissing } from '@tlp/language/checks/data/shared/data-missing.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { spelledOnDisk } from '@tlp/language/data/spelling.js';
import {
  type FileKinds,
  type FilesFound,
  type Listing,
  type Walk,
  walkFiles,
} from '@tlp/language/data/walk.js';
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { FileEntry } from '@tlp/language/files.js';
import { whyUnread } from '../files/regular.js';

/**
 * Carries out a walk.
 * @throws TLP350 where a folder is a file, TLP351 where it cannot be read
 */
export async function walkDisk<T>(walk: Walk<T>): Promise<T> {
  for (let step = walk.next(); ; ) {
    if (step.done) return step.value;
    step = walk.next(await list(step.value));
  }
}

/**
 * Files below a folder.
 * @throws TLP350 where there is no such folder, TLP351 as {@link walkDisk}
 */
export async function listFiles(root: string, kinds: FileKinds): Promise<FilesFound> {
  const found = await walkDisk(walkFiles(root, kinds));
  if (!found) throw noFolder(root);
  return found;
}

/** A file's path with its folders as they are spelled on the disk. */
export const spelled = async (file: string): Promise<string> =>
  join(await walkDisk(spelledOnDisk(dirname(file))), basename(file));

/** @param siblings names of the folders beside it, of which one may be meant */
export const noFolder = (path: string, siblings: readonly string[] = []): TlpError =>
  failBy(dataMissing, { path, name: basename(path), siblings }, { file: path });

/** Links are followed, and what is neither file nor folder is left out. Undefined where there is no such folder. */
async function list(path: string): Promise<Listing | undefined> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const kinds = await Promise.all(entries.map((entry) => kindOf(path, entry)));
    return { entries: kinds.filter((kind) => kind !== null), real: await realpath(path) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw unlisted(path, code, cause);
  }
}

async function kindOf(folder: string, entry: Dirent): Promise<FileEntry | null> {
  const { name } = entry;
  const kind = entry.isSymbolicLink() ? await stat(join(folder, name)).catch(() => null) : entry;
  // A link that leads nowhere stays listed: reading it reports it by its path.
  if (kind === null || kind.isFile()) return { name, folder: false };
  return kind.isDirectory() ? { name, folder: true } : null;
}

function unlisted(path: string, code: string | undefined, cause: unknown) {
  if (code === 'ENOTDIR') {
    const args = { path, name: basename(path), siblings: [], isFile: true } as const;
    return failBy(dataMissing, args, { file: path, cause });
  }
  return fail(
    'TLP351',
    `The folder ${path} cannot be read (${whyUnread(cause)}).`,
    'Change its permissions, or move it out of the data folder.',
    { file: path, cause },
  );
}
