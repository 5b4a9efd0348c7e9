/** A file of a run that is not there, cannot be read, or is not what the run wrote. */
import { stat } from 'node:fs/promises';
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { FileSeal } from '@tlp/language/run/record.js';
import { sha256File } from '../files/hash.js';
import { whyUnread } from '../files/regular.js';
import { shellCommand } from '../shell-quote.js';

/** What a resumed run does to files of its that are damaged or gone. */
export const rebuildIt = (run: string): string =>
  `Rebuild it from the last checkpoint: ${shellCommand(['tlp', 'run', 'FILE.tlp', '--out', run, '--resume'])}.`;

/** @param reason a clause */
export const damagedFile = (file: string, reason: string, remedy: string, cause?: unknown): TlpError =>
  fail('TLP891', `${file} is damaged: ${reason}.`, remedy, { file, cause });

/** The file system's refusal to read a file as an error for people; any other error as it is. */
export function unreadFile(file: string, cause: unknown, remedy: string): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (cause instanceof Error && cause.name !== 'NotAFile' && !('syscall' in cause)) return cause;
  const message = code === 'ENOENT' ? `${file} is missing.` : `${file} cannot be read (${whyUnread(cause)}).`;
  return fail('TLP892', message, remedy, { file, exitCode: 2, cause });
}

/** @throws TLP892 where the file system refuses */
export async function readingRunFile<T>(file: string, work: Promise<T>, remedy: string): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw unreadFile(file, cause, remedy);
  }
}

/** The length and hash of a file. @throws what the file system throws */
export async function sealOf(file: string): Promise<FileSeal> {
  const [{ size: bytes }, sha256] = await Promise.all([stat(file), sha256File(file)]);
  return { bytes, sha256 };
}

/** @throws TLP891 where the file is not the one that was sealed, TLP892 where it is missing or cannot be read */
export async function checkSeal(file: string, seal: FileSeal, remedy: string): Promise<void> {
  const found = await readingRunFile(file, sealOf(file), remedy);
  if (found.bytes !== seal.bytes) {
    throw damagedFile(file, `it has ${found.bytes} bytes, but the run wrote ${seal.bytes}`, remedy);
  }
  if (found.sha256 !== seal.sha256) throw damagedFile(file, 'its content is not what the run wrote', remedy);
}

export const unfinished = (run: string) =>
  fail('TLP875', `The run in ${run} has not finished.`, 'Finish it with "tlp run … --resume".', {
    file: run,
    exitCode: 2,
  });
