/** Reads an opened file's bytes once: what identifies them, and the first of them. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { imageStartBytes } from '@tlp/language/modalities/images/image-formats.js';

export interface Fingerprint {
  /** sha256 of the bytes, lower-case hex. */
  readonly hash: string;
  /** The first bytes, which tell an image's format. */
  readonly start: Uint8Array;
}

const CHUNK = 1 << 18;

/**
 * Memory is one chunk, whatever the file's size. Rejects with the file system's error.
 * @param size of the file in bytes, as far as it is known: a small file gets a small chunk
 */
export async function fingerprint(file: FileHandle, size = CHUNK): Promise<Fingerprint> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(size, imageStartBytes)));
  let start = new Uint8Array();
  let total = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, total);
    if (total === 0) start = Uint8Array.from(chunk.subarray(0, Math.min(bytesRead, imageStartBytes)));
    if (bytesRead === 0) break;
    hash.update(chunk.subarray(0, bytesRead));
    total += bytesRead;
  }
  return { hash: hash.digest('hex'), start };
}
