/** Reads an image's bytes once when a data set is opened: what identifies them and what format they are in. */
import { createHash } from 'node:crypto';
import { imageStartBytes } from '@tlp/language/modalities/images/image-formats.js';
import { openRegular } from '../files/regular.js';

export interface Fingerprint {
  /** sha256 of the bytes, lower-case hex. */
  readonly hash: string;
  /** The first bytes, which tell the format. */
  readonly start: Uint8Array;
}

const CHUNK = 1 << 16;

/** Memory is one chunk, whatever the file's size. Rejects with the file system's error. */
export async function fingerprint(path: string): Promise<Fingerprint> {
  const file = await openRegular(path);
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK);
    let start = new Uint8Array();
    let total = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, total);
      if (total === 0) start = Uint8Array.from(chunk.subarray(0, Math.min(bytesRead, imageStartBytes)));
      if (bytesRead === 0) break;
      hash.update(chunk.subarray(0, bytesRead));
      total += bytesRead;
    }
    return { hash: hash.digest('hex'), start };
  } finally {
    await file.close();
  }
}
