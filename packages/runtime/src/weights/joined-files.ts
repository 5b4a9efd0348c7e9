/** Several files read as if they were one, and the names of files that lie beside another. */
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { shown } from '@tlp/language/weights/shown.js';
import { openRegular, whyUnread } from '../files/regular.js';
import { DamagedTensor, type Readable } from './stored-tensor.js';

export interface JoinedFiles extends Readable {
  readonly paths: readonly string[];
  /** Where each file begins in the whole, and how long it is. */
  readonly parts: readonly { readonly position: number; readonly length: number }[];
}

/** Shards of one model; more are no model's, and each takes an open file. */
const mostFiles = 1000;

/** @throws DamagedTensor where one is missing or no file */
export async function joinFiles(paths: readonly string[]): Promise<JoinedFiles> {
  if (paths.length > mostFiles) {
    throw new DamagedTensor(`it names ${paths.length} files; up to ${mostFiles} are read`);
  }
  const handles: FileHandle[] = [];
  const close = async (): Promise<void> => {
    for (const handle of handles) await handle.close();
  };
  try {
    const parts: { position: number; length: number }[] = [];
    let end = 0;
    for (const file of paths) {
      const handle = await openBeside(file);
      handles.push(handle);
      const { size } = await handle.stat();
      parts.push({ position: end, length: size });
      end += size;
    }
    return { paths, parts, close, read: readJoined(handles, parts) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openBeside(file: string): Promise<FileHandle> {
  try {
    return await openRegular(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'is missing' : `cannot be opened (${whyUnread(error)})`;
    throw new DamagedTensor(`its part ${shown(path.basename(file))} ${what}`, { cause: error });
  }
}

const readJoined =
  (handles: readonly FileHandle[], parts: JoinedFiles['parts']): Readable['read'] =>
  async (bytes, offset, length, position) => {
    const index = parts.findIndex((part) => position < part.position + part.length);
    const part = parts[index];
    if (!part) return { bytesRead: 0 };
    const within = position - part.position;
    return handles[index]!.read(bytes, offset, Math.min(length, part.length - within), within);
  };

/**
 * The path of a file that another one names: in its folder or below it, so that a model cannot have any other file of this
 * computer read.
 * @throws DamagedTensor
 */
export function besides(folder: string, name: unknown): string {
  const plain =
    typeof name === 'string' &&
    name !== '' &&
    !/[\0\\:]/.test(name) &&
    !path.isAbsolute(name) &&
    !name.split('/').includes('..');
  if (!plain) throw new DamagedTensor(`it names the file ${shown(String(name))}, which is not in its folder`);
  return path.join(folder, name);
}
