import { createHash } from 'node:crypto';
import { openRegular } from './regular.js';

/** SHA-256 of bytes or of a string's UTF-8, lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 of a file, lower-case hex, read as a stream; `onBytes` hears how many bytes were read so far. */
export async function sha256File(path: string, onBytes?: (done: number) => void): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  const stream = (await openRegular(path)).createReadStream({ highWaterMark: 1 << 20 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    done += chunk.length;
    onBytes?.(done);
  }
  return hash.digest('hex');
}
