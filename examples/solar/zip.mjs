/** Reads the files of a .zip in memory; enough for wheels, which have neither encryption nor 4 GB. */
import { inflateRawSync } from 'node:zlib';

const signatures = { file: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };
const stored = 0;
const deflated = 8;

/**
 * The layout is that of APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
 * @param {Buffer} archive
 * @returns {Generator<{ name: string, read: () => Buffer }>}
 */
export function* readZip(archive) {
  // The directory stands at the end, behind it only a comment.
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('The archive is cut off: its directory is missing.');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    expectSignature(archive, at, signatures.entry);
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) => archive.readUInt16LE(at + o));
    const file = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) yield { name, read: () => content(archive, file, method, size) };
    at += 46 + nameLength + extraLength + commentLength;
  }
}

function content(archive, at, method, size) {
  expectSignature(archive, at, signatures.file);
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const data = archive.subarray(start, start + size);
  if (method === deflated) return inflateRawSync(data);
  if (method !== stored) throw new Error(`The archive has an unknown compression, ${method}.`);
  return data;
}

function expectSignature(archive, at, signature) {
  if (archive.readUInt32LE(at) !== signature) throw new Error(`The archive is damaged at byte ${at}.`);
}
