/** What a file system says of a file that changes when its bytes do. */
import { type BigIntStats, fstatSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/**
 * Size, times and inode as one string. A program may set the time of modification back; the time of change is the
 * system's own, and another file that takes the name has another inode.
 */
export function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return [size, mtimeNs, ctimeNs, ino].map((value) => value.toString(36)).join('.');
}

/** Nanoseconds since 1970, as a file system counts them. */
export const nowInNanoseconds = (): bigint => BigInt(Date.now()) * 1_000_000n;

/** In nanoseconds: the coarsest clock of a file system in use is FAT's, of two seconds. */
const TICK = 2_000_000_000n;

/**
 * Whether a later change is sure to give another stamp: the file has not changed within the clock's tick before `now`,
 * nanoseconds. Else it is what git calls racily clean (Documentation/technical/racy-git.txt).
 */
export const isSettled = (
  { mtimeNs, ctimeNs }: Pick<BigIntStats, 'mtimeNs' | 'ctimeNs'>,
  now: bigint,
): boolean => (mtimeNs > ctimeNs ? mtimeNs : ctimeNs) + TICK < now;

/** Whether an opened file still is as its stamp says. It is open already, so that the system knows without reading. */
export const hasStamp = ({ fd }: FileHandle, stamp: string): boolean =>
  stampOf(fstatSync(fd, { bigint: true })) === stamp;
