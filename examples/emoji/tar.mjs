/** Reads the regular files of a .tar.gz in memory; enough for the archives that `npm pack` writes. */
import { gunzipSync } from 'node:zlib';

const blockSize = 512;

/**
 * @param {Buffer} archive
 * @returns {Generator<{ name: string, data: Buffer }>}
 */
export function* readTarGz(archive) {
  const tar = gunzipSync(archive);
  let at = 0;
  while (at + blockSize <= tar.length) {
    const header = tar.subarray(at, at + blockSize);
    const name = text(header, 0, 100);
    if (name === '') return;
    const size = Number.parseInt(text(header, 124, 12), 8);
    if (!Number.isInteger(size)) throw new Error(`The archive is damaged at byte ${at}.`);
    const prefix = text(header, 345, 155);
    const type = text(header, 156, 1);
    const data = tar.subarray(at + blockSize, at + blockSize + size);
    if (type === '' || type === '0') yield { name: prefix ? `${prefix}/${name}` : name, data };
    at += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
}

/** A header field: the text up to the first NUL. */
function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? length : end).trim();
}
