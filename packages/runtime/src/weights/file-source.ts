import { readSync } from 'node:fs';
import type { ByteSource } from '@tlp/language/protobuf/source.js';

/** An open file's bytes, read as they are asked for. */
export const fileSource = (descriptor: number, size: number): ByteSource => ({
  size,
  read(position, length) {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const read = readSync(descriptor, bytes, done, length - done, position + done);
      if (read === 0) throw new Error('The file became shorter while it was read.');
      done += read;
    }
    return bytes;
  },
});
