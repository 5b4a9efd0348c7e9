/**
 * Where a text stands among all texts if these are shuffled: uniform in [0, 1), the same for the same text everywhere.
 *
 * FNV-1a over the text's UTF-16 code units, twice with different offsets, each finished by the mixer of MurmurHash3
 * (Appleby, `fmix32`), as FNV alone hardly spreads the last letters of a text. Made for order, not for secrecy.
 */
export function hashedPosition(text: string): number {
  const high = mixed(fnv1a(text, 0x811c9dc5));
  const low = mixed(fnv1a(text, 0x9dc5811c));
  return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
}

function fnv1a(text: string, offset: number): number {
  let hash = offset;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}

function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
