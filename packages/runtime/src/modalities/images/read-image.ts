/** An image's file to what is made of its bytes: what names the bytes and what is decoded is one reading. */
import { TlpError } from '@tlp/language/diagnostic.js';
import { sha256 } from '../../files/hash.js';
import { readRegular } from '../../files/regular.js';
import { type DecodeOptions, decodeBytes } from './decode.js';
import type { Pixels } from './pixels.js';
import { changed, unreadable } from './unreadable.js';

/** An image that is to be read; with a hash, it is to be the one whose bytes were seen before. */
export interface ImageFile {
  readonly path: string;
  readonly hash?: string;
  /** The view of it that is wanted, see `views.ts`; absent where it is wanted as it is. */
  readonly seenAs?: string;
  /** Where they are in memory already, as of an image that is no file. */
  readonly bytes?: Uint8Array;
}

/**
 * @returns `size × size × channels`
 * @throws TlpError TLP351 (unreadable), TLP385 (no longer the bytes that the hash names), and as `decodeBytes`
 */
export async function decodeImage({ path, hash, bytes }: ImageFile, options: DecodeOptions): Promise<Pixels> {
  const read = bytes ?? (await readImage(path));
  if (hash !== undefined && sha256(read) !== hash) throw new TlpError([changed(path)]);
  return decodeBytes(read, path, options);
}

const readImage = (path: string): Promise<Uint8Array> =>
  readRegular(path).catch((cause: unknown) => {
    throw new TlpError([unreadable(path, cause)], 1, { cause });
  });
