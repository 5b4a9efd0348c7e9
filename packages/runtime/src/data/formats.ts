/** Which files are images: by their name when a folder is listed, by their first bytes before decoding. */

export { hasImageName } from '@tlp/language/data/images.js';

export type ImageFormat = 'png' | 'jpeg' | 'webp';

/** The format of a file that starts with `bytes` (12 are enough), or null for anything else. */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  // 'RIFF', four bytes of length, 'WEBP'.
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]))
    return 'webp';
  return null;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);
}
