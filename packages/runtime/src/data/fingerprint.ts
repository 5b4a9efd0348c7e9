/** Reads an image's bytes once when a data set is opened: what identifies them and what format they are in. */
import { createHash } from 'node:crypto';
import { openRegular } from '../files/regular.js';
import { type ImageFormat, imageFormat } from './formats.js';

export interface Fingerprint {
  /** sha256 of the bytes, lower-case hex. */
  readonly hash: string;
  /** Null where the first bytes are not those of an image. */
  readonly format: ImageFormat | null;
  readonly bytes: number;
}

const CHUNK = 1 << 16;

/** Memory is one chunk, whatever the file's size. Rejects with the file system's error. */
export async function fingerprint(path: string): Promise<Fingerprint> {
  const file = await openRegular(path);
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK);
    let format: ImageFormat | null = null;
    let total = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, total);
      if (total === 0) format = imageFormat(chunk.subarray(0, bytesRead));
      if (bytesRead === 0) break;
      hash.update(chunk.subarray(0, bytesRead));
      total += bytesRead;
    }
    return { hash: hash.digest('hex'), format, bytes: total };
  } finally {
    await file.close();
  }
}
