/**
 * The part of a file that is there after an interrupted download, with a note beside it of which version of which
 * address it is, so that parts of two versions are never joined.
 */
import { type FileHandle, open, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readRegularText } from '../files/regular.js';
import { bytes as inWords } from '../units.js';
import type { Version } from './answer.js';
import { DownloadError, onDisk } from './error.js';

export interface PartNote extends Version {
  readonly url: string;
}

const noteOf = (part: string): string => `${part}.json`;

/** How much is there, and of what; `note` is undefined where nobody knows. */
export async function lookAtPart(part: string): Promise<{ size: number; note: PartNote | undefined }> {
  const size = (await stat(part).catch(() => null))?.size ?? 0;
  return { size, note: size > 0 ? await readNote(part) : undefined };
}

async function readNote(part: string): Promise<PartNote | undefined> {
  try {
    const { url, etag, modified } = JSON.parse(await readRegularText(noteOf(part))) as Partial<PartNote>;
    if (typeof url !== 'string') return undefined;
    return {
      url,
      ...(typeof etag === 'string' ? { etag } : {}),
      ...(typeof modified === 'string' ? { modified } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Empties the part; what comes next is of the noted version. In this order, or a kill could join two. */
export async function beginPart(part: string, note: PartNote): Promise<FileHandle> {
  await removePart(part);
  await writeFile(noteOf(part), JSON.stringify(note)).catch(onDisk(part));
  return open(part, 'w').catch(onDisk(part));
}

export async function removePart(part: string): Promise<void> {
  await rm(part, { force: true }).catch(onDisk(part));
  await rm(noteOf(part), { force: true }).catch(onDisk(part));
}

/** To be called once the part has its final name. */
export const removeNote = (part: string): Promise<void> => rm(noteOf(part), { force: true });

export async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
}

/** @throws DownloadError `disk` where so many more bytes don't fit, said before they are fetched in vain */
export async function requireSpace(part: string, needed: number): Promise<void> {
  const space = await statfs(path.dirname(part)).catch(() => null);
  // Some file systems don't know.
  if (!space || space.blocks === 0) return;
  const free = space.bavail * space.bsize;
  if (free >= needed) return;
  throw new DownloadError('disk', `${part} needs ${inWords(needed)} more, ${inWords(free)} are free`);
}
