/** The beginning of a file that gzip packed. */
import { Gunzip } from 'fflate';
import { ImportProblem } from '../model.js';
import { joined } from './lines.js';

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Unpacked at once: what gzip packs best becomes a thousand times as long. */
const pieceBytes = 1 << 10;

/** At most about `most` bytes of what the packed ones hold. @throws ImportProblem of damaged ones */
export function unpackedHead(packed: Uint8Array, most: number): Uint8Array {
  let bytes: Uint8Array = new Uint8Array(0);
  const gunzip = new Gunzip((piece) => {
    bytes = joined(bytes, piece);
  });
  try {
    for (let at = 0; at < packed.length && bytes.length < most; at += pieceBytes)
      gunzip.push(packed.subarray(at, at + pieceBytes));
  } catch {
    throw new ImportProblem('it is packed by gzip, and damaged');
  }
  return bytes.subarray(0, most);
}
