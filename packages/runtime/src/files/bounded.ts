import { createReadStream } from 'node:fs';

/**
 * The beginning of whatever can be read under a name that a person gave: a pipe is a file like any other to them, and
 * a device that never ends is read no further.
 */
export async function readAtMost(path: string, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
