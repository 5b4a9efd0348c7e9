/** An image's file to what is made of its bytes: what names the bytes and what is decoded is one reading. */
import { fstatSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { TlpError } from '@tlp/language/diagnostic.js';
import { sha256 } from '../../files/hash.js';
import { hasStamp } from '../../files/known/stamp.js';
import { openRegular } from '../../files/regular.js';
import { createReusedMemory, type ReusedMemory } from '../../files/reused-memory.js';
import { type DecodeOptions, decodeBytes } from './decode.js';
import type { Pixels } from './pixels.js';
import { changed, unreadable } from './unreadable.js';

/** An image that is to be read; with a hash, it is to be the one whose bytes were seen before. */
export interface ImageFile {
  readonly path: string;
  readonly hash?: string;
  /** Where the file still has this stamp, its bytes are those that were seen, and need not be hashed again. */
  readonly stamp?: string;
  /** The view of it that is wanted, see `views.ts`; absent where it is wanted as it is. */
  readonly seenAs?: string;
  /** Where they are in memory already, as of an image that is no file. */
  readonly bytes?: Uint8Array;
}

/**
 * @param memory for the file's bytes while they are decoded
 * @returns `size × size × channels`
 * @throws TlpError TLP351 (unreadable), TLP385 (no longer the bytes that the hash names), and as `decodeBytes`
 */
export async function decodeImage(
  { path, hash, stamp, bytes }: ImageFile,
  options: DecodeOptions,
  memory: ReusedMemory = createReusedMemory(),
): Promise<Pixels> {
  const decode = async (read: Uint8Array, isSame: boolean) => {
    if (!isSame && hash !== undefined && sha256(read) !== hash) throw new TlpError([changed(path)]);
    return decodeBytes(read, path, options);
  };
  if (bytes) return decode(bytes, false);
  const file = await openRegular(path).catch(unread(path));
  const size = fstatSync(file.fd).size;
  return memory(size > LARGE ? 0 : size, async (space) => {
    try {
      const read = await (size > LARGE ? file.readFile() : readInto(space, file, size)).catch(unread(path));
      // Asked only afterwards: a change while it was read has changed its stamp.
      return await decode(read, stamp !== undefined && hasStamp(file, stamp));
    } finally {
      await file.close();
    }
  });
}

/** So large a file has memory of its own, bytes. */
const LARGE = 2 ** 24;

async function readInto(space: Buffer, file: FileHandle, size: number): Promise<Buffer> {
  let end = 0;
  while (end < size) {
    const { bytesRead } = await file.read(space, end, size - end, end);
    if (bytesRead === 0) break;
    end += bytesRead;
  }
  return space.subarray(0, end);
}

const unread = (path: string) => (cause: unknown) => {
  throw new TlpError([unreadable(path, cause)], 1, { cause });
};
