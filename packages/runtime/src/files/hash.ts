import { createHash, hash } from 'node:crypto';
import { openRegular } from './regular.js';

/** SHA-256 of bytes or of a string's UTF-8, lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** SHA-256 of a file, lower-case hex, read as a stream; `onBytes` hears how many bytes were read so far. */
export async function sha256File(path: string, onBytes?: (done: number) => void): Promise<string> {
  return (await digestFile(path, { onBytes })).sha256;
}

/** What tells one file's content from another's. */
export interface Digests {
  /** Lower-case hex, as `md5`. */
  readonly sha256: string;
  readonly md5: string | undefined;
  readonly bytes: number;
}

export interface DigestOptions {
  /** Whether MD5 is wanted too. */
  readonly md5?: boolean;
  readonly onBytes?: ((done: number) => void) | undefined;
}

/** A file's digests, from one reading as a stream. */
export async function digestFile(
  path: string,
  { md5: withMd5 = false, onBytes }: DigestOptions = {},
): Promise<Digests> {
  const sha256 = createHash('sha256');
  const md5 = withMd5 ? createHash('md5') : undefined;
  let bytes = 0;
  const stream = (await openRegular(path)).createReadStream({ highWaterMark: 1 << 20 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    md5?.update(chunk);
    bytes += chunk.length;
    onBytes?.(bytes);
  }
  return { sha256: sha256.digest('hex'), md5: md5?.digest('hex'), bytes };
}
